package org.govbrain.local.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.govbrain.dashboards.index.IndexDefinition;

/** What {@code brain backtest} wrote of the files that a stack was fed with. */
record Expected(Path folder) {
    private static final String DEAD_LETTERS = "govbrain-dead-letters";

    /** What a backtest and a running stack must say alike. */
    private static final List<String> COMPARED =
            List.of("govbrain-cases", "govbrain-breaches", "govbrain-grids", "govbrain-patrols", DEAD_LETTERS);

    static List<IndexDefinition> compared() {
        return IndexDefinition.ALL.stream()
                .filter(definition -> COMPARED.contains(definition.name()))
                .toList();
    }

    /** Documents of one index; of dead letters those that the job set aside, since a bad line never reaches a topic. */
    SortedMap<String, JsonNode> documents(IndexDefinition definition) throws IOException {
        SortedMap<String, JsonNode> documents = all(definition);
        documents.values().removeIf(document -> document.path("topic").asText().endsWith(".ndjson"));
        return documents;
    }

    /** How many lines were no events. */
    long badLines() throws IOException {
        for (IndexDefinition definition : compared()) {
            if (definition.name().equals(DEAD_LETTERS)) {
                return (long) all(definition).size() - documents(definition).size();
            }
        }
        throw new IllegalStateException("dead letters are not compared");
    }

    private SortedMap<String, JsonNode> all(IndexDefinition definition) throws IOException {
        return Index.documents(
                folder.resolve(definition.name().substring("govbrain-".length()) + ".ndjson"), definition.key());
    }

    /** A document that is not yet in the index, or not yet as it must be. */
    Optional<String> findMissing(Index index) throws IOException, InterruptedException {
        for (IndexDefinition definition : compared()) {
            Map<String, JsonNode> indexed = index.documents(definition.name(), definition.key());
            for (Map.Entry<String, JsonNode> document : documents(definition).entrySet()) {
                JsonNode found = indexed.get(document.getKey());
                if (found == null || !found.equals(document.getValue())) {
                    return Optional.of(document.getValue() + " instead of " + found);
                }
            }
        }
        return Optional.empty();
    }

    /** All that is compared, as the index has it now. */
    static Map<String, SortedMap<String, JsonNode>> read(Index index) throws IOException, InterruptedException {
        Map<String, SortedMap<String, JsonNode>> read = new TreeMap<>();
        for (IndexDefinition definition : compared()) {
            read.put(definition.name(), index.documents(definition.name(), definition.key()));
        }
        return read;
    }

    /** Fails with the first difference. */
    void assertSameAs(Map<String, SortedMap<String, JsonNode>> indexed) throws IOException {
        for (IndexDefinition definition : compared()) {
            SortedMap<String, JsonNode> backtest = documents(definition);
            SortedMap<String, JsonNode> found = indexed.getOrDefault(definition.name(), new TreeMap<>());
            assertThat(found.keySet()).as("ids of %s", definition.name()).isEqualTo(backtest.keySet());
            found.forEach((id, document) -> assertThat(document).as(id).isEqualTo(backtest.get(id)));
        }
    }
}

package org.govbrain.local.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.local.chaos.Documents;

/**
 * What {@code brain backtest} wrote of the files that a stack was fed with.
 *
 * @param compared what both must say alike
 */
record Expected(Path folder, List<IndexDefinition> compared) {
    private static final IndexDefinition DEAD_LETTERS = IndexDefinition.get("govbrain-dead-letters");

    /** When a feed was heard is another time in either. */
    private static final String LAG = "lag_seconds";

    /** Documents of one index; of dead letters those that the job set aside, since a bad line never reaches a topic. */
    SortedMap<String, JsonNode> documents(IndexDefinition definition) throws IOException {
        SortedMap<String, JsonNode> documents = Documents.ofBacktest(folder, definition);
        documents.values().removeIf(document -> document.path("topic").asText().endsWith(".ndjson"));
        return withoutLag(documents);
    }

    /** How many lines were no events. */
    long badLines() throws IOException {
        return (long) Documents.ofBacktest(folder, DEAD_LETTERS).size()
                - documents(DEAD_LETTERS).size();
    }

    /** A document that is not yet in the index, or not yet as it must be. */
    Optional<String> findMissing(URI elasticsearch) throws IOException, InterruptedException {
        Map<String, SortedMap<String, JsonNode>> indexed = read(elasticsearch);
        for (IndexDefinition definition : compared) {
            List<String> differences = differences(definition, indexed);
            if (!differences.isEmpty()) {
                return Optional.of(differences.get(0));
            }
        }
        return Optional.empty();
    }

    /** All that is compared, as the index has it now. */
    Map<String, SortedMap<String, JsonNode>> read(URI elasticsearch) throws IOException, InterruptedException {
        Map<String, SortedMap<String, JsonNode>> read = new TreeMap<>();
        for (IndexDefinition definition : compared) {
            read.put(definition.name(), withoutLag(Documents.ofIndex(elasticsearch, definition)));
        }
        return read;
    }

    /** Fails with the differences of the first index that has any. */
    void assertSameAs(Map<String, SortedMap<String, JsonNode>> indexed) throws IOException {
        for (IndexDefinition definition : compared) {
            assertThat(differences(definition, indexed)).as(definition.name()).isEmpty();
        }
    }

    private List<String> differences(IndexDefinition definition, Map<String, SortedMap<String, JsonNode>> indexed)
            throws IOException {
        return Documents.differences(
                definition, indexed.getOrDefault(definition.name(), new TreeMap<>()), documents(definition));
    }

    private static SortedMap<String, JsonNode> withoutLag(SortedMap<String, JsonNode> documents) {
        documents.values().forEach(document -> ((ObjectNode) document).remove(LAG));
        return documents;
    }
}

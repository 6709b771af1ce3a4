package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.govbrain.dashboards.index.IndexDefinition;

/**
 * What a stack ended with.
 *
 * @param documents that were compared with the backtest's
 * @param differences ids of documents that are not as in the backtest, with what is wrong
 * @param steps events that stand in the documents: patrol steps, and steps of cases that are no patrol steps
 * @param deadLetters dead letters
 * @param paged dedup keys of all alerts that stand and that somebody was paged for
 */
record Outcome(long documents, List<String> differences, long steps, long deadLetters, Set<String> paged) {

    static Outcome of(URI elasticsearch, Path backtest) throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        SortedMap<String, SortedMap<String, JsonNode>> indices = new TreeMap<>();
        for (IndexDefinition index : Documents.COMPARED) {
            SortedMap<String, JsonNode> indexed = Documents.ofIndex(elasticsearch, index);
            indices.put(index.name(), indexed);
            differences.addAll(Documents.differences(index, indexed, Documents.ofBacktest(backtest, index)));
        }
        return new Outcome(
                indices.values().stream().mapToLong(Map::size).sum(),
                differences,
                steps(get(indices, "govbrain-cases"), get(indices, "govbrain-patrols")),
                Documents.ofIndex(elasticsearch, IndexDefinition.get("govbrain-dead-letters"))
                        .size(),
                paged(Documents.ofIndex(elasticsearch, IndexDefinition.get("govbrain-pages"))));
    }

    /** Alerts that were paged for here or there and not in both. */
    Set<String> pagedOtherwise(Outcome other) {
        Set<String> once = new TreeSet<>(paged);
        once.addAll(other.paged);
        Set<String> both = new HashSet<>(paged);
        both.retainAll(other.paged);
        once.removeAll(both);
        return once;
    }

    /** Steps of findings stand in their case and in documents of their own, so they are counted there only. */
    private static long steps(SortedMap<String, JsonNode> cases, SortedMap<String, JsonNode> patrols) {
        Set<String> sources = new HashSet<>();
        long events = 0;
        for (JsonNode each : cases.values()) {
            events += each.path("events").asLong();
            each.path("source_ids").forEach(id -> sources.add(id.asText()));
        }
        long findings = patrols.values().stream()
                .filter(patrol -> sources.contains(patrol.path("finding_id").asText()))
                .count();
        return patrols.size() + events - findings;
    }

    private static Set<String> paged(SortedMap<String, JsonNode> pages) {
        return pages.values().stream()
                .filter(page -> page.path("kind").asText().equals("page")
                        && page.path("alert_kind").asText().equals("breach")
                        && page.path("told").asLong() > 0)
                .map(page -> page.path("dedup_key").asText())
                .filter(key -> !key.startsWith("patrol-cadence|"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedMap<String, JsonNode> get(
            SortedMap<String, SortedMap<String, JsonNode>> indices, String name) {
        return indices.getOrDefault(name, new TreeMap<>());
    }
}

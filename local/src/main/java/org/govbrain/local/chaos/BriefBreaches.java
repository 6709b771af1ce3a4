package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.dashboards.index.IndexDefinition;

/**
 * Breaches that were over before the clock struck again. An emergency is paged with its news, so whether somebody was told of one
 * that was open for a moment depends on whether it was looked at in that moment, and is no difference between two runs.
 */
final class BriefBreaches {
    private BriefBreaches() {}

    /** Ids of those in a backtest's folder that stand open at none of the instants. */
    static Set<String> of(Path backtest, List<Instant> instants) throws IOException {
        Set<String> brief = new TreeSet<>();
        for (Map.Entry<String, JsonNode> breach : Documents.ofBacktest(
                        backtest, IndexDefinition.get("govbrain-breaches"))
                .entrySet()) {
            JsonNode stopped = breach.getValue().path("stopped_at");
            Instant due = Instant.parse(breach.getValue().path("due_at").asText());
            if (stopped.isTextual() && isBrief(due, Instant.parse(stopped.asText()), instants)) {
                brief.add(breach.getKey());
            }
        }
        return brief;
    }

    /** At its deadline a breach stands open, at its end no more. */
    static boolean isBrief(Instant due, Instant stopped, List<Instant> instants) {
        return instants.stream().noneMatch(at -> !at.isBefore(due) && at.isBefore(stopped));
    }
}

package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a backtest found, as tables for a person. */
final class BacktestReport {
    private static final List<String> STATES = List.of("open", "resolved", "withdrawn");

    private final PrintWriter said;

    BacktestReport(PrintWriter said) {
        this.said = said;
    }

    void summary(Path out, EventFiles.Counts counts, Instant asOf) throws IOException {
        said.printf(
                Locale.ROOT,
                "as of %s: %,d events = %,d folded + %,d dead letters + %,d duplicates + %,d after as-of%n",
                asOf,
                counts.lines(),
                counts.folded(),
                counts.dead(),
                counts.duplicates(),
                counts.later());
        for (String file : Backtest.files()) {
            said.printf(Locale.ROOT, "  %-20s %,9d%n", file, Documents.count(out.resolve(file)));
        }
        said.printf("%-20s %10s %10s %10s%n", "breaches", "open", "resolved", "withdrawn");
        breaches(out)
                .forEach((clock, states) -> said.printf(
                        Locale.ROOT,
                        "  %-18s %,10d %,10d %,10d%n",
                        clock,
                        states.getOrDefault(STATES.get(0), 0),
                        states.getOrDefault(STATES.get(1), 0),
                        states.getOrDefault(STATES.get(2), 0)));
    }

    /** Breaches by clock and state. */
    private static Map<String, Map<String, Integer>> breaches(Path out) throws IOException {
        Map<String, Map<String, Integer>> byClock = new TreeMap<>();
        try (MappingIterator<JsonNode> breaches = Documents.open(out.resolve("breaches.ndjson"))) {
            while (breaches.hasNextValue()) {
                JsonNode breach = breaches.nextValue();
                byClock.computeIfAbsent(breach.path("clock").asText(), clock -> new HashMap<>())
                        .merge(breach.path("state").asText(), 1, Integer::sum);
            }
        }
        return byClock;
    }
}

package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a backtest found, as tables for a person. */
final class BacktestReport {
    private static final List<String> STATES = List.of("open", "resolved", "withdrawn");
    private static final int MOST_SHOWN = 10;

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
            said.printf(
                    Locale.ROOT,
                    "  %-20s %,9d%n",
                    file,
                    Documents.read(out.resolve(file)).size());
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
        for (JsonNode breach : Documents.read(out.resolve("breaches.ndjson"))) {
            byClock.computeIfAbsent(breach.path("clock").asText(), clock -> new HashMap<>())
                    .merge(breach.path("state").asText(), 1, Integer::sum);
        }
        return byClock;
    }

    /** How this backtest's breaches differ from another's, by clock and then one by one. */
    void difference(Path other, Path out) throws IOException {
        Map<String, String> before = states(other);
        Map<String, String> after = states(out);
        Set<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        Map<String, int[]> byClock = new TreeMap<>();
        int shown = 0;
        StringBuilder examples = new StringBuilder();
        for (String id : ids) {
            String was = before.getOrDefault(id, "none");
            String is = after.getOrDefault(id, "none");
            int[] counts = byClock.computeIfAbsent(id.substring(0, id.indexOf('|')), clock -> new int[4]);
            counts[was.equals(is) ? 0 : was.equals("none") ? 1 : is.equals("none") ? 2 : 3]++;
            if (!was.equals(is) && shown++ < MOST_SHOWN) {
                examples.append("  ")
                        .append(id)
                        .append(": ")
                        .append(was)
                        .append(" → ")
                        .append(is)
                        .append('\n');
            }
        }
        said.println("against " + other);
        said.printf("%-20s %10s %10s %10s %10s%n", "breaches", "same", "new", "gone", "changed");
        byClock.forEach((clock, counts) -> said.printf(
                Locale.ROOT, "  %-18s %,10d %,10d %,10d %,10d%n", clock, counts[0], counts[1], counts[2], counts[3]));
        said.print(examples);
        if (shown > MOST_SHOWN) {
            said.println("  and " + (shown - MOST_SHOWN) + " more");
        }
    }

    /** State by clock and id. */
    private static Map<String, String> states(Path directory) throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode breach : Documents.read(directory.resolve("breaches.ndjson"))) {
            states.put(
                    breach.path("clock").asText() + "|"
                            + breach.path("breach_id").asText(),
                    breach.path("state").asText());
        }
        return states;
    }
}

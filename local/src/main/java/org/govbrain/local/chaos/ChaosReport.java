package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run of faults has shown.
 *
 * @param undisturbed the same input without a fault, if that was run
 * @param brief breaches that may or may not have been paged for, see {@link BriefBreaches}
 */
record ChaosReport(long seed, ChaosRun.Result disturbed, ChaosRun.@Nullable Result undisturbed, Set<String> brief) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 20;

    /** Records that came again: the simulation's own and those of parts that were sent again. */
    long duplicates() {
        return disturbed.sent() - disturbed.distinct();
    }

    /** Alerts that were paged for in one run and not in the other, and must not have been. */
    Set<String> pagedOtherwise() {
        Set<String> otherwise = pagedOnce();
        otherwise.removeAll(brief);
        return otherwise;
    }

    private Set<String> pagedOnce() {
        return undisturbed == null ? new TreeSet<>() : disturbed.outcome().pagedOtherwise(undisturbed.outcome());
    }

    /** Whether everything is as it must be. */
    boolean isGood() {
        Outcome outcome = disturbed.outcome();
        return outcome.differences().isEmpty()
                && outcome.deadLetters() == disturbed.rejected()
                && outcome.steps() == disturbed.distinct()
                && pagedOtherwise().isEmpty();
    }

    void print(PrintWriter out) {
        Outcome outcome = disturbed.outcome();
        out.println("Seed " + seed + ", " + disturbed.faults().size() + " faults:");
        disturbed.faults().forEach(fault -> out.println("  " + fault));
        out.printf(
                "in %,d = out %,d + dead letters %,d + duplicates %,d%n",
                disturbed.sent() + disturbed.rejected(), outcome.steps(), outcome.deadLetters(), duplicates());
        out.printf(
                "%,d documents compared with the backtest, %,d differ%n",
                outcome.documents(), outcome.differences().size());
        outcome.differences().stream().limit(SHOWN).forEach(difference -> out.println("  " + difference));
        if (undisturbed == null) {
            out.printf(
                    "%,d alerts paged; no undisturbed run to compare with%n",
                    outcome.paged().size());
        } else {
            out.printf(
                    "%,d alerts paged, %,d in the undisturbed run, %,d not in both and %,d that were over before the"
                            + " clock struck%n",
                    outcome.paged().size(),
                    undisturbed.outcome().paged().size(),
                    pagedOtherwise().size(),
                    pagedOnce().size() - pagedOtherwise().size());
            pagedOtherwise().stream().limit(SHOWN).forEach(key -> out.println("  " + key));
        }
        printVitals(out);
        out.println(isGood() ? "Good." : "NOT GOOD.");
        out.flush();
    }

    private void printVitals(PrintWriter out) {
        out.println("Memory and state, the lowest in each eighth of the run:");
        for (Vitals.Span span : disturbed.vitals()) {
            String values = span.lowest().stream()
                    .map(value -> value.isNaN() ? "       -" : String.format("%8.1f", value))
                    .collect(Collectors.joining());
            out.printf("  %-28s%s%n", span.what().replace(",", ", "), values);
        }
    }

    void write(Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("seed", seed)
                .put("good", isGood())
                .put("in", disturbed.sent() + disturbed.rejected())
                .put("out", disturbed.outcome().steps())
                .put("dead_letters", disturbed.outcome().deadLetters())
                .put("duplicates", duplicates())
                .put("documents", disturbed.outcome().documents());
        ArrayNode faults = root.putArray("faults");
        disturbed.faults().forEach(fault -> faults.add(fault.strip()));
        ObjectNode vitals = root.putObject("vitals");
        for (Vitals.Span span : disturbed.vitals()) {
            ArrayNode values = vitals.putArray(span.what());
            span.lowest().forEach(value -> values.add(value.isNaN() ? null : value));
        }
        disturbed.outcome().differences().forEach(root.putArray("differences")::add);
        root.put("alerts_paged", disturbed.outcome().paged().size());
        if (undisturbed != null) {
            root.put("alerts_paged_undisturbed", undisturbed.outcome().paged().size());
            pagedOtherwise().forEach(root.putArray("paged_in_one_run_only")::add);
            root.put(
                    "brief_alerts_paged_in_one_run_only",
                    pagedOnce().size() - pagedOtherwise().size());
        }
        Files.writeString(file, root.toPrettyString());
    }
}

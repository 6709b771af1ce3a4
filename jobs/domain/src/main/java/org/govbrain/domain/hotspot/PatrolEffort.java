package org.govbrain.domain.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.event.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Patrolling that was done in a grid: the exposure under which its findings count.
 *
 * @param at when it began
 * @param minutes how long, &ge; 0
 */
public record PatrolEffort(Instant at, String gridId, double minutes) {
    /** A round that seems longer lacks its check-out. */
    private static final Duration LONGEST_ROUND = Duration.ofHours(12);
    /** Of a visit or check-in of which nothing else is known. */
    private static final double LEAST_MINUTES = 1.0;

    /**
     * The effort of some steps: from each officer's check-in to the check-out in the same grid. What is in no round counts
     * one minute, so that a city which sends nothing but visits is measured by their number.
     */
    public static List<PatrolEffort> of(Collection<EffortStep> steps) {
        Map<String, List<EffortStep>> walks = new TreeMap<>();
        steps.forEach(step -> walks.computeIfAbsent(step.gridId() + "/" + step.officerId(), key -> new ArrayList<>())
                .add(step));
        List<PatrolEffort> efforts = new ArrayList<>();
        walks.values().forEach(walk -> {
            walk.sort(Comparator.comparing(EffortStep::at)
                    .thenComparing(EffortStep::kind)
                    .thenComparing(EffortStep::eventId));
            addWalk(walk, efforts);
        });
        return efforts;
    }

    private static void addWalk(List<EffortStep> walk, List<PatrolEffort> efforts) {
        EffortStep begun = null;
        for (EffortStep step : walk) {
            boolean inRound = begun != null && !step.at().isAfter(begun.at().plus(LONGEST_ROUND));
            if (begun != null && (!inRound || step.kind() == EventKind.CHECK_IN)) {
                efforts.add(least(begun));
                begun = null;
            }
            if (step.kind() == EventKind.CHECK_IN) {
                begun = step;
            } else if (step.kind() == EventKind.CHECK_OUT && begun != null) {
                efforts.add(round(begun, step));
                begun = null;
            } else if (begun == null) {
                efforts.add(least(step));
            }
        }
        if (begun != null) {
            efforts.add(least(begun));
        }
    }

    private static PatrolEffort round(EffortStep in, @Nullable EffortStep out) {
        double minutes = out == null ? 0.0 : Duration.between(in.at(), out.at()).toMillis() / 60_000.0;
        return new PatrolEffort(in.at(), in.gridId(), Math.max(LEAST_MINUTES, minutes));
    }

    private static PatrolEffort least(EffortStep step) {
        return round(step, null);
    }
}

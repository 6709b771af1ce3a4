package org.govbrain.local.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Which faults happen when: the same from the same seed. */
record FaultPlan(List<Fault> faults) {

    /**
     * One fault.
     *
     * @param at share of the run's time at which it begins, between 0 and 1
     */
    record Fault(double at, FaultKind kind) {}

    FaultPlan {
        faults = List.copyOf(faults);
    }

    /** Faults at random instants, in order; no kind comes again before each has come. */
    static FaultPlan of(long seed, int count, List<FaultKind> kinds) {
        Random random = new Random(seed);
        List<FaultKind> left = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (left.isEmpty()) {
                left.addAll(kinds);
                Collections.shuffle(left, random);
            }
            faults.add(new Fault(random.nextDouble(), left.remove(0)));
        }
        faults.sort(Comparator.comparingDouble(Fault::at));
        return new FaultPlan(faults);
    }
}

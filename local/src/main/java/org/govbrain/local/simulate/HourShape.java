package org.govbrain.local.simulate;

import org.govbrain.local.city.Draws;

/** When in the day something happens: a weight for each hour. */
enum HourShape {
    EVEN(3, 2, 2, 2, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 6, 5, 4, 3),
    DAY(1, 0, 0, 0, 0, 1, 3, 6, 10, 12, 11, 9, 6, 8, 10, 10, 9, 7, 4, 3, 3, 2, 1, 1),
    RUSH(1, 1, 0, 0, 0, 1, 4, 11, 13, 8, 5, 5, 5, 5, 5, 6, 8, 13, 12, 7, 4, 3, 2, 1),
    EVENING(2, 1, 1, 0, 0, 1, 2, 3, 4, 4, 4, 5, 5, 4, 4, 4, 5, 8, 11, 13, 13, 10, 7, 4),
    NIGHT(10, 8, 5, 3, 2, 1, 1, 1, 2, 2, 2, 2, 3, 2, 2, 2, 2, 3, 4, 6, 8, 11, 13, 12);

    private static final long HOUR_MS = 3_600_000L;

    @SuppressWarnings("ImmutableEnumChecker") // Nobody else sees the array.
    private final double[] weights;

    HourShape(double... weights) {
        this.weights = weights;
    }

    /** Milliseconds after midnight. */
    long draw(Draws draws) {
        return draws.pickIndex(weights) * HOUR_MS + draws.between(0, HOUR_MS - 1);
    }
}

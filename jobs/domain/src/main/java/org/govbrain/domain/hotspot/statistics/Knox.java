package org.govbrain.domain.hotspot.statistics;

import java.util.stream.IntStream;

/**
 * Knox's test of near repeats: do things that are close in space happen close in time more often than by chance?
 *
 * <p>Source: E. G. Knox, "The Detection of Space-Time Interactions", Applied Statistics 13 (1964); permutation of the
 * times of the events after N. Mantel, Cancer Research 27 (1967).
 *
 * @param events number of events
 * @param pairs n (n - 1) / 2
 * @param closeInSpace pairs at most {@code maxDistance} apart
 * @param closeInTime pairs at most {@code maxTime} apart
 * @param closeInBoth Knox's T
 */
public record Knox(int events, long pairs, long closeInSpace, long closeInTime, long closeInBoth) {

    /** Counts the pairs of events at {@code x}, {@code y} (any unit of length) and {@code time}. */
    public static Knox of(double[] x, double[] y, double[] time, double maxDistance, double maxTime) {
        int n = time.length;
        long space = 0;
        long inTime = 0;
        long both = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                boolean near = isNear(x[i] - x[j], y[i] - y[j], maxDistance);
                boolean soon = Math.abs(time[i] - time[j]) <= maxTime;
                space += near ? 1 : 0;
                inTime += soon ? 1 : 0;
                both += near && soon ? 1 : 0;
            }
        }
        return new Knox(n, (long) n * (n - 1) / 2, space, inTime, both);
    }

    /** Without a root: there are a million pairs of 1,500 events. */
    private static boolean isNear(double dx, double dy, double maxDistance) {
        return dx * dx + dy * dy <= maxDistance * maxDistance;
    }

    /** Pairs close in both by chance; 0 with fewer than two events. */
    public double expected() {
        return pairs == 0 ? 0.0 : (double) closeInSpace * closeInTime / pairs;
    }

    /** How much likelier a near repeat is than chance; 1 where nothing can be said. */
    public double ratio() {
        return expected() > 0.0 ? closeInBoth / expected() : 1.0;
    }

    /** P(Poisson &ge; T), which takes the pairs for independent. */
    public double poissonP() {
        return PoissonDistribution.upperTail(Math.toIntExact(closeInBoth), expected());
    }

    /**
     * (1 + permutations with T* &ge; T) / (1 + permutations), the times shuffled among the events.
     *
     * @param seed the same seed gives the same p
     */
    public static double permutationP(
            double[] x, double[] y, double[] time, double maxDistance, double maxTime, int permutations, long seed) {
        // Only the pairs that are close in space can become near repeats; the others need no second look.
        IntStream.Builder close = IntStream.builder();
        for (int i = 0; i < time.length; i++) {
            for (int j = i + 1; j < time.length; j++) {
                if (isNear(x[i] - x[j], y[i] - y[j], maxDistance)) {
                    close.add(i).add(j);
                }
            }
        }
        int[] pairs = close.build().toArray();
        SeededRandom random = new SeededRandom(seed);
        double[] shuffled = time.clone();
        long observed = closeInTime(pairs, time, maxTime);
        int atLeast = 0;
        for (int k = 0; k < permutations; k++) {
            random.shuffle(shuffled);
            atLeast += closeInTime(pairs, shuffled, maxTime) >= observed ? 1 : 0;
        }
        return (1.0 + atLeast) / (1.0 + permutations);
    }

    private static long closeInTime(int[] pairs, double[] time, double maxTime) {
        long close = 0;
        for (int k = 0; k < pairs.length; k += 2) {
            close += Math.abs(time[pairs[k]] - time[pairs[k + 1]]) <= maxTime ? 1 : 0;
        }
        return close;
    }
}

package org.govbrain.local.city;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reproducible random numbers: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014),
 * started from a seed and what the numbers are for. Each purpose has draws of its own, so that one more draw for one
 * thing changes no other.
 */
public final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Up to here e to the minus mean is a number with all its digits; a little further on it is nothing. */
    private static final double MOST_MEAN = 700;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** The draws of one purpose, for example {@code of(seed, "patrol", day, gridId)}. */
    public static Draws of(long seed, Object... purpose) {
        long hash = seed * GOLDEN ^ 0xcbf29ce484222325L;
        for (Object part : purpose) {
            // FNV-1a, with a separator so that (ab, c) is another purpose than (a, bc).
            for (byte b : String.valueOf(part).getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
            }
            hash = (hash ^ 0x1f) * 0x100000001b3L;
        }
        Draws draws = new Draws(hash);
        draws.nextLong();
        return draws;
    }

    public long nextLong() {
        state += GOLDEN;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Whether something of this probability happens. */
    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in [0, bound). */
    public int below(int bound) {
        return (int) (unit() * bound);
    }

    /** Uniform in [least, most]. */
    public long between(long least, long most) {
        return least + (long) (unit() * (most - least + 1));
    }

    public double between(double least, double most) {
        return least + unit() * (most - least);
    }

    /** One of them, each as likely as the other. */
    public <T> T pick(List<T> items) {
        return items.get(below(items.size()));
    }

    /** An index, as likely as its weight. */
    public int pickIndex(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double at = unit() * sum;
        for (int i = 0; i < weights.length - 1; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /**
     * How many of something that happens {@code mean} times on average (Poisson; Knuth's method, which draws once for each).
     *
     * @throws IllegalArgumentException if the mean is more than 700
     */
    public int count(double mean) {
        if (!(mean <= MOST_MEAN)) {
            throw new IllegalArgumentException("A mean of " + mean + " is more than " + MOST_MEAN);
        }
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }
}

package org.govbrain.domain.indicator;

import java.util.Arrays;

/** One number for each {@link Indicator}. A plain state object; indicators are added at the end, and are 0 in older state. */
public final class IndicatorCounts {
    private static final int SIZE = Indicator.values().length;

    /** By {@link Indicator#ordinal}. */
    public int[] counts = new int[SIZE];

    public int get(Indicator indicator) {
        return index(indicator) < counts.length ? counts[index(indicator)] : 0;
    }

    /** Whether nothing is counted. */
    public boolean isEmpty() {
        for (int count : counts) {
            if (count != 0) {
                return false;
            }
        }
        return true;
    }

    void add(Indicator indicator) {
        counts[index(indicator)]++;
    }

    /** Adds each number of {@code other}, {@code times} times. */
    public void add(IndicatorCounts other, int times) {
        if (counts.length < SIZE) {
            counts = Arrays.copyOf(counts, SIZE);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += times * other.counts[i];
        }
    }

    /** The order is that of the state, and is never changed. */
    @SuppressWarnings("EnumOrdinal")
    private static int index(Indicator indicator) {
        return indicator.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndicatorCounts that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Indicator indicator : Indicator.values()) {
            if (get(indicator) != 0) {
                text.append(indicator).append('=').append(get(indicator)).append(' ');
            }
        }
        return text.toString().strip();
    }
}

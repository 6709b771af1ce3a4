package org.govbrain.domain.feed;

import java.util.List;

/**
 * Signs of life of one feed within one hour of its time, or less.
 *
 * @param sum of all of them
 * @param spansMs when they were: first and last instant in turn, ascending, in epoch milliseconds; between the two of a span
 *     the signs are too close together to hold a silence
 */
public record FeedHour(FeedSigns sum, List<Long> spansMs) {
    public FeedHour {
        spansMs = List.copyOf(spansMs);
        if (spansMs.isEmpty() || spansMs.size() % 2 != 0) {
            throw new IllegalArgumentException("the spans of signs have two ends each: " + spansMs);
        }
    }

    /** Signs that are all close together. */
    public static FeedHour of(FeedSigns signs) {
        return new FeedHour(
                signs, List.of(signs.firstAt().toEpochMilli(), signs.lastAt().toEpochMilli()));
    }

    /** The same signs as those of the whole stream. */
    public FeedHour ofAny() {
        return new FeedHour(sum.ofAny(), spansMs);
    }
}

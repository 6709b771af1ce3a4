package org.govbrain.engine.elastic;

import java.util.SplittableRandom;

/** Exponential waiting with "equal jitter": half of the wait is certain, the other half is drawn. */
final class Backoff {
    private final long minMs;
    private final long maxMs;
    private final SplittableRandom jitter;

    Backoff(long minMs, long maxMs, long seed) {
        this.minMs = minMs;
        this.maxMs = maxMs;
        this.jitter = new SplittableRandom(seed);
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param attempts failed so far, 1 or more
     */
    long delayMs(int attempts) {
        // 2^40 times any wait is above any maximum, and a wider shift would overflow.
        long wholeMs = Math.min(maxMs, minMs << Math.min(attempts - 1, 40));
        long half = wholeMs / 2;
        return half + jitter.nextLong(wholeMs - half + 1);
    }
}

package org.govbrain.local.server;

import java.util.function.LongSupplier;

/** A bucket of requests that refills steadily: a page gone wild must not take the machine from the jobs. */
public final class RateLimit {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private double left;
    private long at;

    /**
     * A full one.
     *
     * @param perSecond how fast it refills
     * @param burst how much it holds
     */
    public RateLimit(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.left = burst;
        this.at = nanoTime.getAsLong();
    }

    /** Takes one request from the bucket; false when it is empty. */
    public synchronized boolean admits() {
        long now = nanoTime.getAsLong();
        left = Math.min(burst, left + (now - at) / NANOS * perSecond);
        at = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}

package org.govbrain.local.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A {@link RateLimit} for each caller. Of the newest {@value #MOST} callers; who has been away longest begins anew. */
public final class RateLimits {
    private static final int MOST = 10_000;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, RateLimit> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
            return size() > MOST;
        }
    };

    /** Each caller may ask {@code burst} times at once and {@code perSecond} times a second from then on. */
    public RateLimits(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes one request from a caller's bucket; false when it is empty. */
    public synchronized boolean admits(String caller) {
        return buckets.computeIfAbsent(caller, unused -> new RateLimit(perSecond, burst, nanoTime))
                .admits();
    }
}

package org.govbrain.engine.situation;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How late timers fire: event time when a timer fired, less the instant at which it was due, as a histogram of five counters.
 * {@code fire_lag_alarm} is 1 while the newest was more than ten seconds late: event time moves in leaps, as it does after
 * an outage until the backlog is read, or the machine can't keep up.
 */
final class FireLag {
    private static final long[] BELOW_MS = {1_000, 10_000, 60_000, 600_000};
    private static final String[] NAMES = {
        "fire_lag_below_1s", "fire_lag_1s_to_10s", "fire_lag_10s_to_1m", "fire_lag_1m_to_10m", "fire_lag_above_10m"
    };
    private static final long ALARM_MS = 10_000;

    private final Counter[] buckets = new Counter[NAMES.length];
    private long newestMs;

    FireLag(MetricGroup metrics) {
        for (int i = 0; i < NAMES.length; i++) {
            buckets[i] = metrics.counter(NAMES[i]);
        }
        metrics.gauge("fire_lag_ms", (Gauge<Long>) () -> newestMs);
        metrics.gauge("fire_lag_alarm", (Gauge<Integer>) () -> newestMs > ALARM_MS ? 1 : 0);
    }

    /** A timer fired; both in epoch milliseconds of event time. The end of an input is no lag. */
    void fired(long dueMs, long watermarkMs) {
        if (watermarkMs == Long.MAX_VALUE) {
            return;
        }
        newestMs = Math.max(0, watermarkMs - dueMs);
        int bucket = 0;
        while (bucket < BELOW_MS.length && newestMs >= BELOW_MS[bucket]) {
            bucket++;
        }
        buckets[bucket].inc();
    }
}

package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class FireLagTest {
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Gauge<?>> gauges = new HashMap<>();
    private final FireLag lag = new FireLag(new Registered());

    @Test
    void eachFiringCountsInItsBucketAndMoreThanTenSecondsAlarm() {
        for (long ms : new long[] {0, 999, 1_000, 9_999, 10_000, 59_999, 60_000, 600_000, 86_400_000}) {
            lag.fired(5_000_000, 5_000_000 + ms);
        }
        assertThat(counts())
                .isEqualTo(Map.of(
                        "fire_lag_below_1s", 2L,
                        "fire_lag_1s_to_10s", 2L,
                        "fire_lag_10s_to_1m", 2L,
                        "fire_lag_1m_to_10m", 1L,
                        "fire_lag_above_10m", 2L));
        assertThat(value("fire_lag_alarm")).isEqualTo(1);
        lag.fired(5_000_000, 5_010_000);
        assertThat(value("fire_lag_alarm")).as("ten seconds are none yet").isEqualTo(0);
        assertThat(value("fire_lag_ms")).isEqualTo(10_000L);
    }

    @Test
    void theEndOfAnInputIsNoLag() {
        lag.fired(5_000_000, Long.MAX_VALUE);
        assertThat(counts().values()).containsOnly(0L);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        counters.forEach((name, counter) -> counts.put(name, counter.getCount()));
        return counts;
    }

    private Object value(String gauge) {
        return java.util.Objects.requireNonNull(gauges.get(gauge)).getValue();
    }

    private final class Registered extends UnregisteredMetricsGroup {
        @Override
        public Counter counter(String name) {
            return counters.computeIfAbsent(name, each -> new SimpleCounter());
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            gauges.put(name, gauge);
            return gauge;
        }
    }
}

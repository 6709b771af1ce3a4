package org.govbrain.engine.situation;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The counters of a run by name, also when its cluster is closed: Flink's own reporter for tests forgets them then, and a cluster of
 * one job closes by itself when that ends.
 */
public final class KeptCounters implements MetricReporter {
    private static final Map<String, KeptCounters> RUNS = new ConcurrentHashMap<>();
    private static final String RUN = "run";

    private final String run = UUID.randomUUID().toString();
    private final Map<String, Queue<Counter>> counters = new ConcurrentHashMap<>();

    KeptCounters() {
        RUNS.put(run, this);
    }

    /** Settings of a cluster that reports here. */
    Configuration addTo(Configuration config) {
        config.setString("metrics.reporter.kept.factory.class", Factory.class.getName());
        config.setString("metrics.reporter.kept." + RUN, run);
        return config;
    }

    /** What the counters of a name have counted together. */
    long sum(String name) {
        return counters.getOrDefault(name, new ConcurrentLinkedQueue<>()).stream()
                .mapToLong(Counter::getCount)
                .sum();
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {
        RUNS.remove(run);
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (metric instanceof Counter counter) {
            counters.computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>())
                    .add(counter);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

    /** Flink finds it as a service. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return Objects.requireNonNull(RUNS.get(properties.getProperty(RUN)));
        }
    }
}

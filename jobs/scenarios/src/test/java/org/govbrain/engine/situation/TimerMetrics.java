package org.govbrain.engine.situation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** What the operators of a story report of their timers, over all of their restarts. */
final class TimerMetrics {
    private static final String OURS = "fire_lag";

    private final List<Map.Entry<String, Metric>> registered = new ArrayList<>();

    /** Where an operator runs that reports here. */
    MockEnvironment environment() {
        TestingMetricRegistry registry = TestingMetricRegistry.builder()
                .setRegisterConsumer((metric, name, group) -> {
                    if (name.startsWith(OURS)) {
                        registered.add(Map.entry(name, metric));
                    }
                })
                .build();
        return new MockEnvironmentBuilder()
                .setMetricGroup(TaskManagerMetricGroup.createTaskManagerMetricGroup(
                                registry, "localhost", ResourceID.generate())
                        .addJob(new JobID(), "story")
                        .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "story"))
                .build();
    }

    /** Counters summed up, gauges as the newest operator has them. */
    Map<String, Long> values() {
        Map<String, Long> values = new TreeMap<>();
        for (Map.Entry<String, Metric> each : registered) {
            if (each.getValue() instanceof Counter counter) {
                values.merge(each.getKey(), counter.getCount(), Long::sum);
            } else if (each.getValue() instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
                values.put(each.getKey(), number.longValue());
            }
        }
        return values;
    }
}

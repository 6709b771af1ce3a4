package org.govbrain.engine.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.clock.ManualClock;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.input.NoWatermarkListener;
import org.jspecify.annotations.Nullable;

/** One run of the job behind a {@link ScriptedTopic}: Flink's event-time logic of a source, then {@link OverdueFunction}. */
final class ScriptedJob {

    private final TestProcessingTimeService timers = new TestProcessingTimeService();
    private final ManualClock clock = new ManualClock();
    private final List<SourceOutput<Inbound>> splits = new ArrayList<>();
    private final KeyedOneInputStreamOperatorTestHarness<String, Inbound, String> operator;
    private int taken;

    ScriptedJob(
            WatermarkStrategy<Inbound> strategy, int partitions, long nowMs, @Nullable OperatorSubtaskState checkpoint)
            throws Exception {
        timers.setCurrentTime(nowMs);
        operator = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new OverdueFunction()), ScriptedJob::caseId, Types.STRING);
        if (checkpoint != null) {
            operator.initializeState(checkpoint);
        }
        operator.open();
        TimestampsAndWatermarks<Inbound> eventTime = TimestampsAndWatermarks.createProgressiveEventTimeLogic(
                strategy,
                new UnregisteredMetricsGroup(),
                timers,
                InboundWatermarks.INTERVAL.toMillis(),
                clock,
                clock,
                UnregisteredMetricGroups.createUnregisteredTaskMetricGroup().getIOMetricGroup());
        ReaderOutput<Inbound> main = eventTime.createMainOutput(new ToOperator(), new NoWatermarkListener());
        for (int partition = 0; partition < partitions; partition++) {
            splits.add(main.createOutputForSplit("partition-" + partition));
        }
        eventTime.startPeriodicWatermarkEmits();
    }

    private static String caseId(Inbound inbound) {
        return inbound.event() == null ? "" : String.valueOf(inbound.event().subjectId());
    }

    void receive(int partition, Inbound inbound) {
        splits.get(partition).collect(inbound, inbound.receivedAt().toEpochMilli());
    }

    void passTo(long nowMs) throws Exception {
        clock.advanceTime(Duration.ofMillis(nowMs - timers.getCurrentProcessingTime()));
        timers.setCurrentTime(nowMs);
    }

    /** The breaches since the last call. */
    List<String> takeBreaches() {
        List<String> all = operator.extractOutputValues();
        List<String> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return operator.snapshot(1, 1);
    }

    void stop() throws Exception {
        operator.close();
    }

    private final class ToOperator implements DataOutput<Inbound> {
        @Override
        public void emitRecord(StreamRecord<Inbound> element) throws Exception {
            if (element.getValue().event() != null) {
                operator.processElement(element);
            }
        }

        @Override
        public void emitWatermark(Watermark watermark) throws Exception {
            operator.processWatermark(watermark);
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) throws Exception {
            operator.processWatermarkStatus(status);
        }

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}
    }
}

package org.govbrain.engine.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.govbrain.engine.avro.InputRecords;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.PlatformKind;

/**
 * A topic with its partitions, a pacemaker and a job behind it, all on one scripted clock: bytes go through the real
 * deserialisation, Flink's real event-time logic of a source with one output per partition, and an operator with a timer
 * per case. Time passes only in {@link #pass}.
 */
final class ScriptedTopic implements AutoCloseable {

    /** As the pacemaker beats. */
    static final Duration BEAT = Duration.ofMillis(250);

    private static final long STEP_MS = 50;
    private static final byte[] KEY = new byte[0];

    private final WatermarkStrategy<Inbound> strategy;
    private final List<Deque<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
    private final InboundDeserializationSchema schema = new InboundDeserializationSchema(Topics.PLATFORM.recordClass());

    private final List<String> breaches = new ArrayList<>();
    private final List<Inbound> deadLetters = new ArrayList<>();
    private Set<Integer> beating = Set.of();
    private boolean delivering = true;
    private long nowMs = Instant.parse("2026-11-23T04:00:00Z").toEpochMilli();
    private long offset;
    private ScriptedJob job;

    ScriptedTopic(int partitions) throws Exception {
        this(partitions, new InboundWatermarks());
    }

    ScriptedTopic(int partitions, WatermarkStrategy<Inbound> strategy) throws Exception {
        this.strategy = strategy;
        for (int i = 0; i < partitions; i++) {
            this.partitions.add(new ArrayDeque<>());
        }
        job = new ScriptedJob(strategy, partitions, nowMs, null);
    }

    Instant now() {
        return Instant.ofEpochMilli(nowMs);
    }

    /** The partitions into which the pacemaker writes from now on. */
    void beatInto(Integer... beatingPartitions) {
        beating = Set.of(beatingPartitions);
    }

    void report(int partition, String caseId, Instant at) {
        append(partition, event(caseId, PlatformKind.REPORTED, at));
    }

    void accept(int partition, String caseId, Instant at) {
        append(partition, event(caseId, PlatformKind.ACCEPTED, at));
    }

    private static PlatformEvent event(String caseId, PlatformKind kind, Instant at) {
        PlatformEvent event = InputRecords.platform(caseId + kind, at);
        event.setKind(kind);
        event.setCaseId(caseId);
        return event;
    }

    /** The broker appends; the job sees it when it is delivered. */
    private void append(int partition, SpecificRecordBase value) {
        partitions
                .get(partition)
                .add(new ConsumerRecord<>(
                        Topics.PLATFORM.name(),
                        partition,
                        offset++,
                        nowMs,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        KEY,
                        SingleObject.encode(value),
                        new RecordHeaders(),
                        Optional.empty()));
    }

    /** From now on records wait at the broker. */
    void stopDelivery() {
        delivering = false;
    }

    void resumeDelivery() {
        delivering = true;
    }

    /** Time goes on, the pacemaker beats, what was appended is delivered partition after partition. */
    void pass(Duration duration) throws Exception {
        for (long end = nowMs + duration.toMillis(); nowMs < end; ) {
            nowMs += STEP_MS;
            if (nowMs % BEAT.toMillis() == 0) {
                beating.forEach(partition -> append(partition, InputRecords.heartbeat(now())));
            }
            if (delivering) {
                deliver();
                job.passTo(nowMs);
            }
            breaches.addAll(job.takeBreaches());
        }
    }

    private void deliver() throws Exception {
        for (int partition = 0; partition < partitions.size(); partition++) {
            List<Inbound> read = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message =
                            partitions.get(partition).poll();
                    message != null;
                    message = partitions.get(partition).poll()) {
                schema.deserialize(message, new ListCollector<>(read));
            }
            for (Inbound inbound : read) {
                if (inbound.deadLetter() != null) {
                    deadLetters.add(inbound);
                }
                job.receive(partition, inbound);
            }
        }
    }

    /** A checkpoint, then the process dies; its successor starts from the checkpoint after this time. */
    void downFor(Duration duration) throws Exception {
        OperatorSubtaskState checkpoint = job.checkpoint();
        job.stop();
        stopDelivery();
        for (long end = nowMs + duration.toMillis(); nowMs < end; nowMs += BEAT.toMillis()) {
            beating.forEach(partition -> append(partition, InputRecords.heartbeat(now())));
        }
        job = new ScriptedJob(strategy, partitions.size(), nowMs, checkpoint);
        resumeDelivery();
    }

    /** The cases that were found overdue so far, in order. */
    List<String> breaches() {
        return breaches;
    }

    List<Inbound> deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        try {
            job.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the job did not stop", e);
        }
    }
}

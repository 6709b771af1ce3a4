package org.govbrain.engine.stepped;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.io.PushingAsyncDataInput.DataOutput;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.clock.ManualClock;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.input.NoWatermarkListener;

/** A source of one run: partitions, each read in its order by one of its tasks, and event time as Flink makes it of them. */
public final class SteppedSource<T> {
    private final String uid;
    private final List<? extends List<T>> partitions;
    private final WatermarkStrategy<T> eventTime;
    private final Predicate<T> passesOn;
    private final int[] next;
    private final int[] speeds;
    private final List<Reader> readers = new ArrayList<>();

    /**
     * One that reads on.
     *
     * @param partitions may grow while they are read
     * @param passesOn what else there is in them is passed over
     * @param from where, by partition; beyond its end all are read from their beginning
     * @param speeds how often each partition is read, beside all others of the job
     */
    public SteppedSource(
            String uid,
            List<? extends List<T>> partitions,
            WatermarkStrategy<T> eventTime,
            Predicate<T> passesOn,
            List<Integer> from,
            List<Integer> speeds) {
        this.uid = uid;
        this.partitions = partitions;
        this.eventTime = eventTime;
        this.passesOn = passesOn;
        this.next = new int[partitions.size()];
        this.speeds = speeds.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < from.size(); i++) {
            next[i] = from.get(i);
        }
    }

    SteppedTask task(int index, int tasks) {
        Reader reader = new Reader(index, tasks);
        readers.add(reader);
        return reader;
    }

    /** When all is connected: what has a time of its own from the first moment says so. */
    void start() {
        readers.forEach(Reader::pass);
    }

    void askFor(long checkpoint) {
        readers.forEach(reader -> reader.asked = checkpoint);
    }

    boolean hasMore() {
        return speed() > 0;
    }

    /** Of all partitions that are not read to their end. */
    int speed() {
        int sum = 0;
        for (int i = 0; i < next.length; i++) {
            sum += speed(i);
        }
        return sum;
    }

    private int speed(int partition) {
        return next[partition] < partitions.get(partition).size() ? speeds[partition] : 0;
    }

    /** Reads some of the partition that is there when all are laid side by side, each as broad as it is fast. */
    void read(int chosen, Random random) {
        int partition = 0;
        int left = chosen;
        while (left >= speed(partition)) {
            left -= speed(partition);
            partition++;
        }
        Reader reader = readers.get(partition % readers.size());
        for (int more = random.nextInt(4);
                more >= 0 && next[partition] < partitions.get(partition).size();
                more--) {
            T record = partitions.get(partition).get(next[partition]++);
            if (passesOn.test(record)) {
                Objects.requireNonNull(reader.splits.get(partition)).collect(record, 0);
            }
            if (random.nextBoolean()) {
                reader.pass();
            }
        }
        reader.pass();
    }

    /** How many records of a partition were read. */
    public int read(int partition) {
        return next[partition];
    }

    /** Everything is over. */
    void end() {
        readers.forEach(reader -> reader.tell(Watermark.MAX_WATERMARK));
    }

    /** One of its tasks. */
    private final class Reader extends SteppedTask {
        private final Map<Integer, SourceOutput<T>> splits = new HashMap<>();
        private final TestProcessingTimeService timers = new TestProcessingTimeService();
        private long asked;

        Reader(int index, int tasks) {
            super(SteppedSource.this.uid, index);
            ManualClock clock = new ManualClock();
            TimestampsAndWatermarks<T> logic = TimestampsAndWatermarks.createProgressiveEventTimeLogic(
                    eventTime,
                    new UnregisteredMetricsGroup(),
                    timers,
                    InboundWatermarks.INTERVAL.toMillis(),
                    clock,
                    clock,
                    UnregisteredMetricGroups.createUnregisteredTaskMetricGroup().getIOMetricGroup());
            ReaderOutput<T> main = logic.createMainOutput(new ToEdges<>(this), new NoWatermarkListener());
            for (int partition = index; partition < partitions.size(); partition += tasks) {
                splits.put(partition, main.createOutputForSplit("partition-" + partition));
            }
            logic.startPeriodicWatermarkEmits();
        }

        /** The machine's clock of this source alone: it only says when event time is looked at. */
        private void pass() {
            try {
                timers.setCurrentTime(timers.getCurrentProcessingTime() + InboundWatermarks.INTERVAL.toMillis());
            } catch (Exception e) {
                throw new IllegalStateException("event time of " + uid, e);
            }
        }

        @Override
        boolean hasWork() {
            return asked > 0;
        }

        @Override
        void step(Random random, SteppedJob job) throws Exception {
            Map<Integer, Integer> places = new HashMap<>();
            splits.keySet().forEach(partition -> places.put(partition, next[partition]));
            Barrier barrier = new Barrier(asked);
            asked = 0;
            job.answer(this, null, places);
            tell(barrier);
        }

        @Override
        void hear(StreamRecord<?> record) {
            throw new IllegalStateException("nobody tells a source");
        }

        @Override
        void pass(Watermark mark) {
            throw new IllegalStateException("nobody tells a source");
        }

        @Override
        void save(Barrier barrier, SteppedJob job) {
            throw new IllegalStateException("nobody tells a source");
        }

        @Override
        void complete(long checkpoint) {
            // Offsets that are committed are for others.
        }

        @Override
        void close() {
            // It has no resources.
        }
    }

    private record ToEdges<T>(SteppedTask task) implements DataOutput<T> {
        @Override
        public void emitRecord(StreamRecord<T> element) {
            // Flink takes one object for all of a source's records.
            task.edges.forEach(edge -> edge.send(element.copy(element.getValue())));
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            task.tell(watermark);
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}
    }
}

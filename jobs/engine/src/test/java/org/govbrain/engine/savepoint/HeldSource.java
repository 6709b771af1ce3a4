package org.govbrain.engine.savepoint;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source that tells a list, and where it is told to stops in the midst of it. How far it has come is in its state. */
public final class HeldSource {
    private static final ConcurrentMap<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    private HeldSource() {}

    /** The list, but for a lambda that Flink must be able to send. */
    public interface Script<T> extends Supplier<List<T>>, Serializable {}

    /**
     * Adds one to a job.
     *
     * @param name its uid, also of its watermarks
     * @param told how many are told before it waits for ever; of a list that is shorter all
     */
    public static <T> DataStream<T> of(
            StreamExecutionEnvironment env,
            String name,
            TypeInformation<T> type,
            WatermarkStrategy<T> eventTime,
            Script<T> script,
            int told) {
        GeneratorFunction<Long, T> next = index -> script.get().get((int) (long) index);
        RateLimiterStrategy<NumberSequenceSplit> held = parallelism -> new Hold(name, told);
        HELD.put(name, new CountDownLatch(told < script.get().size() ? 1 : 0));
        return env.fromSource(new DataGeneratorSource<>(next, script.get().size(), held, type), eventTime, name)
                .uid(name)
                .setParallelism(1);
    }

    /** Returns when a source has told what it may tell. */
    static void awaitHeld(String name) throws InterruptedException {
        HELD.getOrDefault(name, new CountDownLatch(0)).await();
    }

    private static final class Hold implements RateLimiter<NumberSequenceSplit> {
        private final String name;
        private int left;

        Hold(String name, int left) {
            this.name = name;
            this.left = left;
        }

        @Override
        public CompletionStage<Void> acquire(int more) {
            left -= more;
            if (left >= 0) {
                return CompletableFuture.completedFuture(null);
            }
            HELD.getOrDefault(name, new CountDownLatch(1)).countDown();
            return new CompletableFuture<>();
        }
    }
}

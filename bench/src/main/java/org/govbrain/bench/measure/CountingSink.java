package org.govbrain.bench.measure;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Discards what comes and counts it, in this JVM: the cluster is in it. */
public final class CountingSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private static final ConcurrentMap<String, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private final String name;

    public CountingSink(String name) {
        this.name = name;
    }

    /** How many came since the last time that this was asked. */
    public static long take(String name) {
        LongAdder count = COUNTS.remove(name);
        return count == null ? 0 : count.sum();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(COUNTS.computeIfAbsent(name, unused -> new LongAdder()));
    }

    private static final class Writer<T> implements SinkWriter<T> {
        private final LongAdder total;
        private long count;

        Writer(LongAdder total) {
            this.total = total;
        }

        @Override
        public void write(T element, Context context) {
            count++;
        }

        @Override
        public void flush(boolean endOfInput) {
            total.add(count);
            count = 0;
        }

        @Override
        public void close() {
            total.add(count);
            count = 0;
        }
    }
}

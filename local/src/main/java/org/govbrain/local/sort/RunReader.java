package org.govbrain.local.sort;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BinaryOperator;
import org.apache.flink.util.IOUtils;

/** Reads several sorted files as one. Belongs to one thread. */
public final class RunReader implements Closeable {
    private static final Comparator<Run> BY_KEY = Comparator.<Run, byte[]>comparing(
                    run -> run.key, Arrays::compareUnsigned)
            .thenComparingInt(run -> run.order);

    private final BinaryOperator<byte[]> merge;
    private final List<DataInputStream> open = new ArrayList<>();
    private final PriorityQueue<Run> runs = new PriorityQueue<>(BY_KEY);
    private byte[] key = new byte[0];
    private byte[] value = new byte[0];

    RunReader(List<Path> files, BinaryOperator<byte[]> merge) throws IOException {
        this.merge = merge;
        try {
            for (Path file : files) {
                DataInputStream in = SortedRuns.read(file);
                open.add(in);
                queue(new Run(open.size(), in));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** One file and its next entry. */
    private static final class Run {
        private final int order;
        private final DataInputStream in;
        private byte[] key = new byte[0];
        private byte[] value = new byte[0];

        Run(int order, DataInputStream in) {
            this.order = order;
            this.in = in;
        }

        /** Goes to the next entry; false at the end. */
        boolean advance() throws IOException {
            int length = in.readInt();
            if (length == SortedRuns.END) {
                return false;
            }
            key = in.readNBytes(length);
            value = in.readNBytes(in.readInt());
            return true;
        }
    }

    /** Goes to the next key; false at the end. */
    public boolean next() throws IOException {
        Run run = runs.poll();
        if (run == null) {
            return false;
        }
        key = run.key;
        value = run.value;
        queue(run);
        for (Run same = runs.peek(); same != null && Arrays.equals(same.key, key); same = runs.peek()) {
            value = merge.apply(value, same.value);
            queue(runs.remove());
        }
        return true;
    }

    /** The key that {@link #next} has gone to. */
    public byte[] key() {
        return key;
    }

    /** The value of {@link #key}. */
    public byte[] value() {
        return value;
    }

    private void queue(Run run) throws IOException {
        if (run.advance()) {
            runs.add(run);
        }
    }

    @Override
    public void close() {
        open.forEach(IOUtils::closeQuietly);
        open.clear();
        runs.clear();
    }
}

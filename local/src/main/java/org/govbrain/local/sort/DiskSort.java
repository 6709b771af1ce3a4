package org.govbrain.local.sort;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Puts any number of entries in the order of their keys, which are compared as unsigned bytes. Memory holds a bounded part
 * of them; the rest waits in temporary files, which {@link #close} removes. Belongs to one thread.
 */
public final class DiskSort implements Closeable {
    /** What one sort holds in memory: a backtest has a dozen of them within a heap of a gigabyte. */
    public static final int MOST_HELD_BYTES = 1 << 24;

    /** For entries of which no two have one key, since each key ends with a number of its own. */
    public static final BinaryOperator<byte[]> UNIQUE = (known, other) -> {
        throw new IllegalStateException("two entries of one number");
    };

    /** An entry's node in the tree and the heads of its two arrays. */
    private static final int ENTRY_BYTES = 100;

    /** As many files are open at once, each with a buffer; more are made one. */
    private static final int MOST_RUNS = 64;

    private final int mostHeldBytes;
    private final BinaryOperator<byte[]> merge;
    private final TreeMap<byte[], byte[]> held = new TreeMap<>(Arrays::compareUnsigned);
    private final List<Path> runs = new ArrayList<>();
    private long heldBytes;

    /** @param merge what becomes of two values of one key: the one that was put earlier and the one that was put later */
    public DiskSort(int mostHeldBytes, BinaryOperator<byte[]> merge) {
        this.mostHeldBytes = mostHeldBytes;
        this.merge = merge;
    }

    public void put(byte[] key, byte[] value) throws IOException {
        byte[] known = held.get(key);
        byte[] kept = known == null ? value : merge.apply(known, value);
        held.put(key, kept);
        heldBytes += known == null ? ENTRY_BYTES + key.length + kept.length : kept.length - known.length;
        if (heldBytes > mostHeldBytes) {
            spill();
        }
    }

    /** The entries in order, each key once. It can be asked again, and more can be put afterwards. */
    public SortedRuns sorted() throws IOException {
        spill();
        return new SortedRuns(runs.stream().map(Path::toString).toList());
    }

    private void spill() throws IOException {
        if (held.isEmpty()) {
            return;
        }
        try (DataOutputStream out = newRun()) {
            for (Map.Entry<byte[], byte[]> entry : held.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
            out.writeInt(SortedRuns.END);
        }
        held.clear();
        heldBytes = 0;
        if (runs.size() > MOST_RUNS) {
            makeOne();
        }
    }

    private void makeOne() throws IOException {
        List<Path> before = List.copyOf(runs);
        try (RunReader all = sorted().open(merge);
                DataOutputStream out = newRun()) {
            while (all.next()) {
                write(out, all.key(), all.value());
            }
            out.writeInt(SortedRuns.END);
        }
        runs.removeAll(before);
        delete(before);
    }

    private DataOutputStream newRun() throws IOException {
        Path run = Files.createTempFile("sorted-", ".run");
        runs.add(run);
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), SortedRuns.BUFFER_BYTES));
    }

    private static void write(DataOutputStream out, byte[] key, byte[] value) throws IOException {
        out.writeInt(key.length);
        out.write(key);
        out.writeInt(value.length);
        out.write(value);
    }

    private static void delete(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        held.clear();
        delete(runs);
        runs.clear();
    }
}

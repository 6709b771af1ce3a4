package org.govbrain.local.sort;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;

/** Lines of text that wait on the disk until they are written in the order of their keys. Belongs to one thread. */
public final class SortedLines implements Closeable {
    private final DiskSort lines = new DiskSort(DiskSort.MOST_HELD_BYTES, DiskSort.UNIQUE);
    private int count;

    /**
     * Takes a line.
     *
     * @param key compared as unsigned bytes; lines of one key stay in the order in which they came
     * @param line UTF-8, without its end
     * @return its number, from 0
     */
    public int add(byte[] key, byte[] line) throws IOException {
        lines.put(
                ByteBuffer.allocate(key.length + Integer.BYTES)
                        .put(key)
                        .putInt(count)
                        .array(),
                line);
        return count++;
    }

    public int count() {
        return count;
    }

    /** @param wanted whether the line of a number is written */
    public void write(Path file, IntPredicate wanted) throws IOException {
        try (RunReader sorted = lines.sorted().open(DiskSort.UNIQUE);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), SortedRuns.BUFFER_BYTES)) {
            while (sorted.next()) {
                byte[] key = sorted.key();
                if (wanted.test(ByteBuffer.wrap(key).getInt(key.length - Integer.BYTES))) {
                    out.write(sorted.value());
                    out.write('\n');
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

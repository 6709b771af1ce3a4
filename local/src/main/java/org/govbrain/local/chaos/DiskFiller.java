package org.govbrain.local.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.govbrain.local.command.CommandFailure;

/**
 * Takes all room of a file system with one file, until it is closed. The file has no name: the system frees it however this
 * process ends, by {@code kill -9} too.
 */
final class DiskFiller implements AutoCloseable {
    private static final Duration BETWEEN_FILLS = Duration.ofMillis(100);
    private static final int BLOCK_BYTES = 1 << 20;
    /** To fill a large one takes long, and somebody else may need it. */
    private static final long LARGE_BYTES = 8L << 30;

    private final WritableByteChannel file;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private long written;

    /** One that writes into a file that takes room where it lies. */
    DiskFiller(WritableByteChannel file) {
        this.file = file;
    }

    /** One that makes this file, on the file system that it is to fill. */
    static DiskFiller create(Path file) throws IOException {
        return new DiskFiller(Files.newByteChannel(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Keeps the file system full on which it makes this file: for so long from the moment at which it is full. */
    static void keepFull(Path file, Duration length) throws IOException, InterruptedException {
        try (DiskFiller filler = create(file)) {
            filler.fill();
            long end = System.nanoTime() + length.toNanos();
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_FILLS.toMillis());
                // Servers that end and files that they roll give room back.
                filler.fill();
            }
        }
    }

    /**
     * Refuses a file system that somebody else may need.
     *
     * @param folder that is there
     * @throws CommandFailure if it has 8 GiB or more, full or free
     */
    static void check(Path folder) throws IOException {
        check(folder, Files.getFileStore(folder).getTotalSpace());
    }

    static void check(Path folder, long totalBytes) {
        if (totalBytes >= LARGE_BYTES) {
            throw CommandFailure.usage(
                    "FILL_DISK fills the whole file system on which --out lies, and that of " + folder
                            + " has " + (totalBytes >> 30)
                            + " GiB, others may need it: mount one of less than 8 GiB, for example"
                            + " with `mount -t tmpfs -o size=3g tmpfs DIR`, and name a folder on it with --out.");
        }
    }

    /**
     * Writes until not one byte more finds room; again, when somebody has given some back.
     *
     * @throws IOException if nothing at all can be written the first time
     */
    void fill() throws IOException {
        for (int bytes = BLOCK_BYTES; bytes > 0; bytes /= 2) {
            try {
                while (true) {
                    written += file.write(block.clear().limit(bytes));
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                // No room for so many; a refusal to write anything is no full disk.
                if (bytes == 1 && written == 0) {
                    throw e;
                }
            }
        }
    }

    /** How many bytes it has taken. */
    long written() {
        return written;
    }

    /** Gives all of it back. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

package org.govbrain.local.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A text file that grows. What finds no room waits until there is some, and is then written as a whole. */
final class PatientFile implements AutoCloseable {
    private final Place place;
    private final StringBuilder waiting = new StringBuilder();
    private long endBytes;

    /** Where the bytes go. */
    interface Place extends AutoCloseable {
        /** Writes some of the bytes, or throws; what it has written it may be asked to write again. */
        int write(ByteBuffer bytes, long position) throws IOException;

        @Override
        void close() throws IOException;
    }

    PatientFile(Place place) {
        this.place = place;
    }

    /** Makes a file, and an empty one of one that is there. */
    static PatientFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        return new PatientFile(new Place() {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                return channel.write(bytes, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        });
    }

    /** Writes the text and what has waited, or lets it wait. */
    void add(String text) {
        waiting.append(text);
        try {
            write();
        } catch (IOException e) {
            // On a full disk: the next one, or the end, tries again from the same place.
        }
    }

    private void write() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(waiting.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            place.write(bytes, endBytes + bytes.position());
        }
        endBytes += bytes.limit();
        waiting.setLength(0);
    }

    /**
     * Writes what still waits.
     *
     * @throws IOException if there is no room now either
     */
    @Override
    public void close() throws IOException {
        try (place) {
            write();
        }
    }
}

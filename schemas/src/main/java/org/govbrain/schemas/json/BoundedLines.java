package org.govbrain.schemas.json;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as bytes. Of a line that is too long one byte more than allowed is kept, so that it is refused as
 * too long and a file without line breaks does not fill the memory. Blank lines are counted and left out, and so is a
 * byte order mark at the beginning.
 */
public final class BoundedLines implements Closeable {

    private static final int MOST_KEPT_BYTES = InputNdjson.MOST_LINE_BYTES + 1;

    private final InputStream source;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long number;

    public BoundedLines(InputStream source) {
        this.source = source;
    }

    /** The next line that isn't blank, without its line break; null at the end. */
    public byte @Nullable [] next() throws IOException {
        while (fill()) {
            readLine();
            number++;
            byte[] bytes = line.toByteArray();
            if (number == 1) {
                bytes = withoutByteOrderMark(bytes);
            }
            if (!isBlank(bytes)) {
                return bytes;
            }
        }
        return null;
    }

    /** Number of the line last returned, from 1. */
    public long number() {
        return number;
    }

    private void readLine() throws IOException {
        line.reset();
        boolean ended = false;
        while (!ended && fill()) {
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, start, Math.min(at - start, MOST_KEPT_BYTES - line.size()));
            ended = at < end;
            if (ended) {
                at++;
            }
        }
    }

    /** Whether there is a byte to read. */
    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, source.read(buffer));
        }
        return end > 0;
    }

    private static byte[] withoutByteOrderMark(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}

package org.govbrain.local.convert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The text of a source file. A byte order mark says what it is in, whatever else is said (as in the Encoding Standard of
 * the WHATWG); it is no part of the text.
 */
final class SourceText {
    private static final int LONGEST_MARK = 3;

    private final Path file;
    private final Charset charset;
    private final int mark;
    private @Nullable FileChannel opened;

    private SourceText(Path file, Charset charset, int mark) {
        this.file = file;
        this.charset = charset;
        this.mark = mark;
    }

    /** @param otherwise for a file without a byte order mark */
    static SourceText of(Path file, Charset otherwise) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(LONGEST_MARK);
        }
        int first = at(start, 0);
        int second = at(start, 1);
        if (first == 0xEF && second == 0xBB && at(start, 2) == 0xBF) {
            return new SourceText(file, StandardCharsets.UTF_8, 3);
        } else if (first == 0xFE && second == 0xFF) {
            return new SourceText(file, StandardCharsets.UTF_16BE, 2);
        } else if (first == 0xFF && second == 0xFE) {
            return new SourceText(file, StandardCharsets.UTF_16LE, 2);
        }
        return new SourceText(file, otherwise, 0);
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }

    Charset charset() {
        return charset;
    }

    /** The text; reading throws {@link java.nio.charset.CharacterCodingException} where there are bytes of no character. */
    BufferedReader open() throws IOException {
        return new BufferedReader(reader(CodingErrorAction.REPORT));
    }

    /** How many bytes of what was opened last have been read. */
    long bytesRead() throws IOException {
        if (opened == null) {
            return 0;
        }
        // A parser closes what it has read to its end.
        return opened.isOpen() ? opened.position() : Files.size(file);
    }

    /** The first line with bytes that are no character of the charset. */
    long badLine() throws IOException {
        try (LineNumberReader lines = new LineNumberReader(reader(CodingErrorAction.REPLACE))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.indexOf('\uFFFD') >= 0) {
                    return lines.getLineNumber();
                }
            }
            return lines.getLineNumber();
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // The caller closes it, and with it the channel.
    private InputStreamReader reader(CodingErrorAction badBytes) throws IOException {
        FileChannel channel = FileChannel.open(file);
        opened = channel;
        channel.position(mark);
        return new InputStreamReader(
                Channels.newInputStream(channel),
                charset.newDecoder().onMalformedInput(badBytes).onUnmappableCharacter(badBytes));
    }
}

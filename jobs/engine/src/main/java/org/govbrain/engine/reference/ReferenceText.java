package org.govbrain.engine.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A reference file as text. */
public record ReferenceText(String name, String text) {
    /** The largest file that is read. */
    public static final int MOST_BYTES = 64 << 20;

    /** A file's bytes; of one that is larger than the largest no more than shows it, so that it is refused before it fills the memory. */
    public static byte[] bytesOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    /**
     * Decodes UTF-8, with or without a byte order mark. Anything else, most of all GBK from a spreadsheet, is reported:
     * guessing would put names into the index that nobody can read.
     */
    public static Optional<ReferenceText> of(String name, byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.add(
                    name,
                    "whole file",
                    "more than " + MOST_BYTES + " bytes",
                    "at most " + MOST_BYTES + " bytes (64 MiB)");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int bad = in.position();
            long line = 1L + countNewlines(bytes, bad);
            problems.add(
                    name,
                    "line " + line,
                    "byte %02X, which is not UTF-8".formatted(bytes[bad]),
                    "a file saved as UTF-8 (spreadsheets: \"CSV UTF-8\")");
            return Optional.empty();
        }
        out.flip();
        boolean marked = out.length() > 0 && out.charAt(0) == '\uFEFF';
        return Optional.of(new ReferenceText(
                name, out.subSequence(marked ? 1 : 0, out.length()).toString()));
    }

    private static int countNewlines(byte[] bytes, int end) {
        int newlines = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                newlines++;
            }
        }
        return newlines;
    }
}

package org.govbrain.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    private static List<String> lines(InputStream source) throws IOException {
        List<String> found = new ArrayList<>();
        try (BoundedLines lines = new BoundedLines(source)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(lines.number() + " " + new String(line, StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesKeepTheirNumbersWhenBlankOnesAreLeftOut() throws IOException {
        assertThat(lines("a\n\n  \r\n网格\nlast")).containsExactly("1 a", "4 网格", "5 last");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("1 a", "2 \uFEFFb");
    }

    @Test
    void aLineLongerThanTheBufferIsWhole() throws IOException {
        String longLine = "x".repeat(200_000);
        assertThat(lines("a\n" + longLine + "\nb")).containsExactly("1 a", "2 " + longLine, "3 b");
    }

    @Test
    void ofALineThatIsTooLongOnlySoMuchIsKeptThatItIsRefused() throws IOException {
        List<String> found = lines("y".repeat(3 * InputNdjson.MOST_LINE_BYTES) + "\nb");
        assertThat(found).hasSize(2);
        assertThat(found.get(0)).hasSize("1 ".length() + InputNdjson.MOST_LINE_BYTES + 1);
        assertThat(found.get(1)).isEqualTo("2 b");
    }
}

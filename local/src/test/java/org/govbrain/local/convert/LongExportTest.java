package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports of many rows: none is kept once it is handed on, and who waits is told how far it has come. */
class LongExportTest {
    private static final int ROWS = 20_000;
    /** What readers and decoders may be ahead of the row that is handed on. */
    private static final long BUFFERS = 1 << 16;

    private static final String MAPPING = """
            time: {format: iso, zone: UTC}
            events:
              - {stream: linkage, kind: RECEIVED, id: "{id}", at: at, fields: {incidentId: "{id}"}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter told = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"a.csv,,`id,at\n`,", "a.ndjson,,,", "a.json,,[,]", "b.json,data.rows,`{\"data\": {\"rows\": [`,]}}"
            })
    void eachRowIsHandedOnBeforeTheNextOnesAreRead(
            String name, @Nullable String rows, @Nullable String before, @Nullable String after) throws IOException {
        IntFunction<String> row = name.endsWith("csv")
                ? i -> "%05d,2026-03-02T08:05:00Z\n".formatted(i)
                : i -> "{\"id\": \"%05d\"}".formatted(i) + (before == null ? "\n" : i < ROWS ? ",\n" : "\n");
        Path file = Files.writeString(
                folder.resolve(name),
                (before == null ? "" : before)
                        + IntStream.rangeClosed(1, ROWS).mapToObj(row).collect(Collectors.joining())
                        + (after == null ? "" : after));
        int rowBytes = row.apply(1).length();
        AtomicLong handed = new AtomicLong();

        try (SourceReader source = SourceReader.open(file, new SourceForm(StandardCharsets.UTF_8, null, 1, rows))) {
            source.forEachRow(
                    next -> assertThat(source.bytesRead())
                            .as("bytes read for row %s", next.find("id"))
                            .isLessThan(handed.incrementAndGet() * rowBytes + BUFFERS),
                    bad -> assertThat(bad).as("no row is bad").isNull());
        }

        assertThat(handed.get()).as("all of them").isEqualTo(ROWS);
        assertThat(Files.size(file)).as("much more than buffers hold").isGreaterThan(4 * BUFFERS);
    }

    @Test
    void aLongReadingIsToldEveryFewSecondsWithItsRowsAndItsShareOfTheFile() throws IOException {
        AtomicLong seconds = new AtomicLong();

        // A second goes by each time that somebody looks at the clock.
        int exit = convert(12, () -> Instant.ofEpochSecond(seconds.getAndIncrement()));

        assertThat(told.toString()
                        .lines()
                        .map(line -> Pattern.compile("[0-9]+%").matcher(line).replaceAll("…%")))
                .as("after five seconds, and then every five")
                .containsExactly(
                        "   6.0 s  export.csv: 5 rows, …% of the file",
                        "  11.0 s  export.csv: 9 rows, …% of the file",
                        "  16.0 s  export.csv: 12 rows read; their events are written");
        assertThat(shares())
                .as("shares of the file, which grow")
                .isSorted()
                .allMatch(share -> share > 0 && share < 100);
        assertThat(said.toString()).as("what was made stands apart").contains("12 rows, 0 rejected");
        assertThat(exit).isEqualTo(ExitCode.OK);
    }

    @Test
    void ofAShortOneNothingIsTold() throws IOException {
        convert(12, InstantSource.fixed(Instant.EPOCH));

        assertThat(told.toString()).isEmpty();
        assertThat(said.toString()).contains("12 rows, 0 rejected");
    }

    private List<Integer> shares() {
        return Pattern.compile("([0-9]+)%")
                .matcher(told.toString())
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
    }

    /** Of rows so long that few of them fill a buffer. */
    private int convert(int rows, InstantSource clock) throws IOException {
        String table = IntStream.rangeClosed(1, rows)
                .mapToObj(i -> String.format(Locale.ROOT, "%d,2026-03-02T08:05:00Z,%s%n", i, "x".repeat(10_000)))
                .collect(Collectors.joining("", "id,at,text\n", ""));
        Path in = Files.writeString(folder.resolve("export.csv"), table);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        return new Export(mapping, in, folder.resolve("out"))
                .convert(new PrintWriter(said, true), new Progress(new PrintWriter(told, true), clock));
    }
}

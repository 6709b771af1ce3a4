package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Messages;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any bytes for what {@code brain convert} is given: the mapping, a table, a JSON file. Each is read, or refused with
 * what was expected; of the rows each gives events or a reason.
 */
class ConvertFuzzTest {
    private static final String MAPPING = """
            time: {format: iso, zone: Asia/Shanghai}
            position: {point: where}
            common: {sourceSystem: theirs, address: "{address}"}
            events:
              - stream: platform
                kind: REPORTED
                id: "{id}"
                at: {column: at, notBefore: since}
                when: {id: present}
                fields: {caseId: "{id}", category: {column: category, map: {a: b}, else: "{category}"}, dueAt: {column: due, format: epochMillis}}
            """;
    private static final String EACH = MAPPING + """
              - {stream: platform, kind: ACCEPTED, each: steps, id: "{steps.id}", at: steps.at, shared: latest, fields: {caseId: "{id}", departmentId: "{steps.#}"}}
            """;
    private static final String ROW = """
            [{"id": "1", "at": "2026-03-02T08:05:00", "where": "39.9, 116.4", "category": "a", "steps": [{"id": 2}]}]
            """;
    private static final String TABLE = "id,at,where,category\n1,2026-03-02T08:05:00,\"39.9, 116.4\",a\n";
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE);

    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "5m")
    void mapping(byte[] bytes) throws IOException {
        convert(bytes, Files.writeString(folder.resolve("rows.json"), ROW));
        convert(bytes, Files.writeString(folder.resolve("rows.csv"), TABLE));
    }

    /** The first byte chooses the charset, the second the delimiter, the third the line of the header. */
    @FuzzTest(maxDuration = "5m")
    void table(byte[] bytes) throws IOException {
        if (bytes.length > 3) {
            String form = "file: {charset: %s, delimiter: '%s', header: %d}\n"
                    .formatted(
                            CHARSETS.get((bytes[0] & 0xFF) % CHARSETS.size()),
                            ",;|".charAt((bytes[1] & 0xFF) % 3),
                            1 + (bytes[2] & 1));
            convert(
                    (form + MAPPING).getBytes(StandardCharsets.UTF_8),
                    Files.write(folder.resolve("rows.csv"), Arrays.copyOfRange(bytes, 3, bytes.length)));
        }
    }

    /** The first byte chooses whether the rows are the file itself or lie in it. */
    @FuzzTest(maxDuration = "5m")
    void json(byte[] bytes) throws IOException {
        if (bytes.length > 1) {
            String form = bytes[0] % 2 == 0 ? "" : "file: {rows: data.rows}\n";
            convert(
                    (form + EACH).getBytes(StandardCharsets.UTF_8),
                    Files.write(folder.resolve("rows.json"), Arrays.copyOfRange(bytes, 1, bytes.length)));
        }
    }

    private static void convert(byte[] mapping, Path in) throws IOException {
        Problems problems = new Problems();
        Optional<YamlMap> rules =
                ReferenceText.of("mapping.yaml", mapping, problems).map(text -> Yaml.read(text, problems));
        if (rules.isPresent() && problems.isEmpty()) {
            SourceForm form = SourceForm.of(rules.get());
            try (SourceReader source = SourceReader.open(in, form)) {
                read(rules.get(), source, problems);
            } catch (CommandFailure refused) {
                Messages.assertThatATerminalMayShow(String.valueOf(refused.getMessage()));
            }
        }
        problems.listed().forEach(problem -> Messages.assertThatATerminalMayShow(problem.toString()));
    }

    private static void read(YamlMap rules, SourceFile source, Problems problems) throws IOException {
        Mapping mapping = MappingParser.parse(rules, source.columns());
        if (!problems.isEmpty()) {
            source.forEachRow(row -> {}, bad -> plainLine(bad.reason()));
            return;
        }
        Path written = folder.resolve("written");
        try (Converter converter = new Converter(mapping)) {
            source.forEachRow(converter::convert, converter::reject);
            converter.writeRejected(written);
            List<String> reasons = Files.readAllLines(written);
            assertThat(reasons)
                    .as("a reason is one line of the file of rejects")
                    .hasSize(converter.rejected());
            reasons.forEach(Messages::assertThatATerminalMayShow);
            for (EventFile stream : EventFile.values()) {
                converter.events(stream).write(written);
                assertThat(Files.readAllLines(written))
                        .hasSize(converter.events(stream).count())
                        .allMatch(line -> line.startsWith("{"));
            }
        }
    }

    private static void plainLine(String reason) {
        Messages.assertThatATerminalMayShow(reason);
        assertThat(reason).as("a reason is one line of the file of rejects").doesNotContain("\n");
    }
}

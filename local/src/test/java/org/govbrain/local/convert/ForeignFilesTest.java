package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports as offices have them: in other characters, with other delimiters, inside of other things. */
final class ForeignFilesTest {
    private static final String RULES = """
            time: {format: "yyyy年M月d日 H时m分", zone: Asia/Shanghai}
            position: {point: 坐标, order: lonLat, crs: GCJ02}
            common: {caseId: "{案件编号}", sourceSystem: 综治, urgency: {column: 等级, map: {紧急: URGENT, 一般: ROUTINE}}}
            events:
              - {stream: platform, kind: REPORTED, id: "{案件编号}-r", at: "{上报日期} {上报时刻}", fields: {category: "{类别}", description: "{描述}"}}
            """;
    private static final String TABLE = """
            案件编号;上报日期;上报时刻;类别;等级;坐标;描述
            "A1	";2026年3月2日;8时5分;暴露垃圾;紧急;116.397,39.908;"第一行
            第二行；""引号""\"
            A2;2026年12月31日;24时0分;　井盖　;一般;;;
            A3;2026年2月30日;8时5分;井盖;一般;;
            A4;2026年3月2日;8时5分;井盖;一般;39.908,116.397;
            """;
    private static final String[] EVENTS = {
        "{\"eventId\":\"A1-r\",\"occurredAt\":\"2026-03-02T00:05:00.000Z\",\"kind\":\"REPORTED\",\"caseId\":\"A1\",\"sourceSystem\":\"综治\","
                + "\"category\":\"暴露垃圾\",\"urgency\":\"URGENT\",\"position\":{\"lon\":116.397,\"lat\":39.908,\"crs\":\"GCJ02\"},"
                + "\"description\":\"第一行\\n第二行；\\\"引号\\\"\"}",
        "{\"eventId\":\"A2-r\",\"occurredAt\":\"2026-12-31T16:00:00.000Z\",\"kind\":\"REPORTED\",\"caseId\":\"A2\",\"sourceSystem\":\"综治\","
                + "\"category\":\"井盖\",\"urgency\":\"ROUTINE\"}"
    };
    private static final String[] REJECTED = {
        "line 5: 上报日期 and 上报时刻 = \"2026年2月30日 8时5分\"; expected a time like yyyy年M月d日 H时m分 in Asia/Shanghai",
        "line 6: latitude 116.397, longitude 39.908; expected at most 90 and 180 degrees (are they swapped in the mapping?)"
    };

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GBK|GBK|",
                "GB18030|GB18030|",
                "UTF-8|UTF-8|",
                "UTF-8|GBK|\uFEFF",
                "UTF-16LE|GBK|\uFEFF",
                "UTF-16BE|UTF-8|\uFEFF"
            })
    void aTableIsReadInItsOwnCharactersAndAByteOrderMarkSaysMoreThanTheMapping(
            String written, String told, @Nullable String mark) throws IOException {
        String table = (mark == null ? "" : mark) + TABLE.replace("\n", "\r\n");

        int exit = convert(
                "cases.csv",
                table.getBytes(Charset.forName(written)),
                "file: {charset: " + told + ", delimiter: \";\"}\n" + RULES);

        assertThat(said.toString()).as("what was said").contains("4 rows, 2 rejected");
        assertThat(Files.readAllLines(events()))
                .as(
                        "quotes, line ends, tabs that spreadsheets need, wide blanks and a delimiter too many are all understood")
                .containsExactly(EVENTS[0].replace("\\n", "\\r\\n"), EVENTS[1]);
        assertThat(Files.readAllLines(folder.resolve("out/cases.csv.rejected")))
                .as("lines of the file")
                .containsExactly(REJECTED);
        assertThat(exit).as("two are wrong").isEqualTo(ExitCode.REJECTED);
    }

    @Test
    void aHeaderMayStandBelowATitleAndTabsHaveAnEndingOfTheirOwn() throws IOException {
        String table = "街道案件导出表\n导出时间：\"2026-04-01\n" + TABLE.replace(';', '\t').replace("\"A1\t\"", "A1");

        convert("cases.tsv", table.getBytes(StandardCharsets.UTF_8), "file: {header: 3}\n" + RULES);

        assertThat(Files.readAllLines(events())).as("the same events").containsExactly(EVENTS);
        assertThat(Files.readAllLines(folder.resolve("out/cases.tsv.rejected")))
                .as("lines count from the top of the file")
                .containsExactly(REJECTED[0].replace("line 5", "line 7"), REJECTED[1].replace("line 6", "line 8"));
    }

    @Test
    void rowsMayStandInsideOfAnObjectAndEachOfThemIsGoodOrBadByItself() throws IOException {
        String answer = """
                {"code": 0, "data": {"total": 2, "list": [
                  {"id": 7, "at": 1772409900, "geo": {"coordinates": [116.397, 39.908]}},
                  {"id": 8, "at": "1.7724E9", "geo": {"coordinates": [116.397, 39.908]}},
                  {"id": 9.10, "at": 1772409900.5}
                ]}, "message": "ok"}
                """;

        convert("answer.json", answer.getBytes(StandardCharsets.UTF_8), """
                file: {rows: data.list}
                time: {format: epochSeconds}
                position: {lat: geo.coordinates.1, lon: geo.coordinates.0}
                events:
                  - {stream: platform, kind: REPORTED, id: "{id}", at: at, fields: {caseId: "{id}", sourceSystem: api}}
                """);

        assertThat(Files.readAllLines(events()))
                .as("rows of the list, places of an array, a number as the answer writes it")
                .containsExactly(
                        "{\"eventId\":\"7\",\"occurredAt\":\"2026-03-02T00:05:00.000Z\",\"kind\":\"REPORTED\",\"caseId\":\"7\",\"sourceSystem\":\"api\","
                                + "\"position\":{\"lon\":116.397,\"lat\":39.908,\"crs\":\"WGS84\"}}",
                        "{\"eventId\":\"9.10\",\"occurredAt\":\"2026-03-02T00:05:00.500Z\",\"kind\":\"REPORTED\",\"caseId\":\"9.10\",\"sourceSystem\":\"api\"}");
        assertThat(Files.readAllLines(folder.resolve("out/answer.json.rejected")))
                .as("a number that a spreadsheet has shortened is not guessed")
                .containsExactly(
                        "line 3: at = \"1.7724E9\"; expected seconds since 1970-01-01T00:00:00Z, such as 1772409900");
    }

    @Test
    void aListThatIsNotThereIsSaid() throws IOException {
        convert("answer.json", "{\"data\": []}".getBytes(StandardCharsets.UTF_8), "file: {rows: data.list}\n" + RULES);

        assertThat(Files.readAllLines(folder.resolve("out/answer.json.rejected")))
                .as("what to look at")
                .containsExactly("line 1: no array at data.list; expected the rows there, as the mapping says");
    }

    @Test
    void whatFollowsTheRowsIsRefusedAndNotLeftOut() throws IOException {
        String[][] files = {
            {"[{\"id\": 1}]\n[{\"id\": 2}]", "", "2"},
            {"[{\"id\": 1}]\n{\"id\": 2}", "", "2"},
            {"{\"list\": [{\"id\": 1}], \"more\": [3]}\n\n{\"list\": [{\"id\": 2}]}", "file: {rows: list}\n", "3"}
        };
        for (String[] file : files) {
            assertThat(convert("two.json", file[0].getBytes(StandardCharsets.UTF_8), file[1] + RULES))
                    .as(file[0])
                    .isEqualTo(ExitCode.REJECTED);
            assertThat(said.toString())
                    .contains("two.json, line " + file[2]
                            + ": more after the rows, which would be left out; expected JSON: "
                            + "one array, or one object after another.");
            assertThat(folder.resolve("out")).as("nothing is written").doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"id\": 1},/  {\"id\": 2|2|",
                "[{\"id\": 1},/  {\"id\": 2}/|3|",
                "{\"id\": 1}/{\"id\": \"2|2|",
                "{\"list\": [{\"id\": 1}/], \"more\": {|2|file: {rows: list}",
                "{\"list\": [{\"id\": 1}|1|file: {rows: list}"
            })
    void aFileThatWasCutOffIsSaidWithItsLastLine(String file, int line, @Nullable String form) throws IOException {
        byte[] bytes = file.replace('/', '\n').getBytes(StandardCharsets.UTF_8);
        assertThat(convert("cut.json", bytes, form == null ? RULES : form + "\n" + RULES))
                .isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .contains(
                        "cut.json, line " + line
                                + ": the file ends in the middle of what began before; expected its rest: it was cut off, export it again.");
        assertThat(folder.resolve("out")).as("nothing is written").doesNotExist();
    }

    @Test
    void whatIsNoJsonIsSaidWithoutTheWordsOfTheParser() throws IOException {
        convert("half.json", "{\"id\": 1}\n{\"id\": tru".getBytes(StandardCharsets.UTF_8), RULES);
        assertThat(said.toString())
                .contains("half.json, line 2: Unrecognized token 'tru'; expected JSON: one array, or one object");
    }

    @Test
    void otherCharactersThanToldAreSaidWithTheLine() throws IOException {
        int exit = convert("cases.csv", TABLE.getBytes(Charset.forName("GBK")), RULES);

        assertThat(said.toString())
                .as("what to write into the mapping")
                .endsWith(
                        "cases.csv, line 1: bytes that are not UTF-8; expected UTF-8, or file: {charset: …} in the mapping"
                                + " (GB18030 for what Chinese offices and Excel write).\n");
        assertThat(exit).as("refused").isEqualTo(ExitCode.REJECTED);
    }

    @Test
    void anotherDelimiterThanToldIsSaid() throws IOException {
        convert("cases.csv", TABLE.getBytes(StandardCharsets.UTF_8), RULES);

        assertThat(said.toString())
                .as("what to write into the mapping")
                .endsWith("line 1: one column \"案件编号;上报日期;上报时刻;类别;等级;坐标;描述\"; expected several:"
                        + " say file: {delimiter: \";\"} in the mapping.\n");
    }

    @Test
    void aFileWithoutAHeaderIsSaidOnceAndNotAsALackOfEachColumn() throws IOException {
        convert("cases.csv", new byte[0], RULES);

        assertThat(said.toString())
                .endsWith("cases.csv has nothing from line 1 on; expected a header with the names of the columns.\n");
    }

    @Test
    void aColumnThatStandsTwiceIsNotGuessed() throws IOException {
        convert("cases.csv", "id,time,time\n1,2026-03-02,2026-03-03\n".getBytes(StandardCharsets.UTF_8), """
                time: {format: iso, zone: UTC}
                events:
                  - {stream: linkage, kind: RECEIVED, id: "{id}", at: time, fields: {incidentId: "{id}"}}
                """);

        assertThat(said.toString())
                .as("which column, and what to do")
                .endsWith("mapping.yaml, line 3, events[0].at: the column \"time\", which stands twice in the header;"
                        + " expected one of that name; rename the other in the data\n");
    }

    private Path events() {
        return folder.resolve("out/platform.ndjson");
    }

    private int convert(String name, byte[] data, String mapping) throws IOException {
        Path in = Files.write(folder.resolve(name), data);
        Path rules = Files.writeString(folder.resolve("mapping.yaml"), mapping);
        PrintWriter writer = new PrintWriter(said, true);
        return Brain.commandLine()
                .setOut(writer)
                .setErr(writer)
                .execute(List.of(
                                "convert",
                                "--mapping",
                                rules.toString(),
                                "--in",
                                in.toString(),
                                "--out",
                                folder.resolve("out").toString())
                        .toArray(String[]::new));
    }
}

package org.govbrain.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.local.backtest.EventFiles.Counts;
import org.govbrain.local.convert.EventFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with lines out of order, twice, bad, of later and of the future. */
class EventFilesTest {
    private static final String EVENT = """
        {"eventId":"%s","occurredAt":"2026-03-04T%sZ","kind":"REPORTED","caseId":"1","sourceSystem":"s"}\
        """;
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant AS_OF = Instant.parse("2026-03-04T11:00:00Z");

    @TempDir
    Path folder;

    @Test
    void a_job_gets_what_is_known_in_the_order_of_time_with_bad_lines_behind_what_stood_before_them() throws Exception {
        write(
                "10:00 a",
                "09:00 b",
                "no event",
                "10:00 c",
                "12:04 d",
                "10:00 a",
                "11:00 e",
                "11:00:00.001 f",
                "13:00 g");
        try (EventFiles files = EventFiles.read(folder, NOW, ReferenceData.empty())) {
            assertThat(inbound(files, EventFile.PLATFORM))
                    .containsExactly(
                            "09:00 b",
                            "10:00 a",
                            "10:00 line 3 UNDECODABLE",
                            "10:00 c",
                            "10:00 a",
                            "11:00 e",
                            "12:00 line 9 FUTURE_TIMESTAMP",
                            "11:00 sign of life");
            assertThat(inbound(files, EventFile.PATROL)).as("no file").containsExactly("11:00 sign of life");
            assertThat(files.count()).as("files").isEqualTo(1);
            assertThat(files.newest()).as("the newest before now").contains(Instant.parse("2026-03-04T11:00:00.001Z"));
            assertThat(files.counts(AS_OF)).isEqualTo(new Counts(9, 4, 2, 1, 2));
        }
    }

    @Test
    void an_event_that_is_known_and_comes_again_later_than_as_of_is_one_of_later() throws Exception {
        write("10:00 a", "11:30 a", "11:40 a");
        try (EventFiles files = EventFiles.read(folder, NOW, ReferenceData.empty())) {
            assertThat(files.counts(AS_OF)).isEqualTo(new Counts(3, 1, 0, 0, 2));
            assertThat(files.counts(NOW)).as("each at another time").isEqualTo(new Counts(3, 1, 2, 0, 0));
            assertThat(inbound(files, EventFile.PLATFORM)).containsExactly("10:00 a", "11:00 sign of life");
        }
    }

    @Test
    void ofTwoThatSayOtherThingsUnderOneIdOneIsADeadLetterAsTheJobSetsItAside() throws Exception {
        String accepted = EVENT.formatted("a", "10:00:00").replace("REPORTED", "ACCEPTED");
        Files.writeString(
                folder.resolve("platform.ndjson"),
                String.join(
                        "\n",
                        EVENT.formatted("a", "10:00:00"),
                        accepted,
                        accepted,
                        EVENT.formatted("a", "10:00:00"),
                        EVENT.formatted("a", "10:00:00").replace("\"1\"", "\"2\""),
                        EVENT.formatted("a", "10:00:00").replace("\"s\"", "\"t\""),
                        EVENT.formatted("ab", "10:00:00")));
        try (EventFiles files = EventFiles.read(folder, NOW, ReferenceData.empty())) {
            assertThat(files.counts(AS_OF))
                    .as("another case and another system number their events by themselves")
                    .isEqualTo(new Counts(7, 4, 1, 2, 0));
        }
    }

    @Test
    void ofAnAddressOnlyTheBuildingCountsAsTheJobKeepsNothingElse() throws Exception {
        ReferenceData city = FixedReferenceSource.of(Map.of(
                        "buildings.csv", "buildingId,name,gridId\nB1,东街 1 号,G1\n".getBytes(StandardCharsets.UTF_8)))
                .load()
                .data();
        StringBuilder lines = new StringBuilder();
        for (String place : List.of(
                "\"address\":\"东街 1 号\"", "\"buildingId\":\"B1\"", "\"address\":\"西街\"", "\"address\":\"西街旁\"")) {
            lines.append(EVENT.formatted("a", "10:00:00").replace("}", "," + place + "}"))
                    .append('\n');
        }
        Files.writeString(folder.resolve("platform.ndjson"), lines);
        try (EventFiles files = EventFiles.read(folder, NOW, city)) {
            assertThat(files.counts(AS_OF))
                    .as("in the building, there again, nowhere under its id, and nowhere again")
                    .isEqualTo(new Counts(4, 1, 1, 2, 0));
        }
    }

    @Test
    void aStepOfAPatrolThatIsAboutNoCaseHasOneDocumentWhateverItSays() throws Exception {
        String visit =
                "{\"eventId\":\"v\",\"occurredAt\":\"2026-03-04T10:0%d:00Z\",\"kind\":\"VISIT\",\"officerId\":\"W\"}\n";
        Files.writeString(folder.resolve("patrol.ndjson"), visit.formatted(0) + visit.formatted(1));
        try (EventFiles files = EventFiles.read(folder, NOW, ReferenceData.empty())) {
            assertThat(files.counts(AS_OF)).isEqualTo(new Counts(2, 1, 0, 1, 0));
        }
    }

    /** @param lines a time and an id each, or no event */
    private void write(String... lines) throws IOException {
        StringBuilder file = new StringBuilder();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            String time = words[0].length() > "10:00".length() ? words[0] : words[0] + ":00";
            file.append(line.equals("no event") ? line : EVENT.formatted(words[1], time))
                    .append('\n');
        }
        Files.writeString(folder.resolve("platform.ndjson"), file);
    }

    /** As a task of a job reads it. */
    private static List<String> inbound(EventFiles files, EventFile file) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, SituationJob.config());
        return env
                .fromSource(files.until(file, AS_OF), WatermarkStrategy.noWatermarks(), "read")
                .uid("read")
                .executeAndCollect(100)
                .stream()
                .map(EventFilesTest::tell)
                .toList();
    }

    private static String tell(Inbound inbound) {
        String time = inbound.at().toString().substring(11, 16) + " ";
        DeadLetter letter = inbound.deadLetter();
        if (letter != null) {
            return time + "line " + letter.offset() + " " + letter.reason();
        }
        return time
                + (inbound.event() == null ? "sign of life" : inbound.event().eventId());
    }
}

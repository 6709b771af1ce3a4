package org.govbrain.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.RandomRecords;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.AckAction;
import org.govbrain.schemas.input.AckEvent;
import org.govbrain.schemas.input.Crs;
import org.govbrain.schemas.input.OriginStream;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.Position;
import org.govbrain.schemas.input.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputNdjsonTest {

    private static final InputNdjson<PatrolEvent> PATROL = InputNdjson.of(PatrolEvent.class);
    private static final InputNdjson<PlatformEvent> PLATFORM = InputNdjson.of(PlatformEvent.class);

    private static final String VISIT =
            "'eventId':'e','occurredAt':'2026-11-23T08:15:30+08:00','kind':'VISIT','officerId':'o'";

    private static byte[] line(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static PatrolEvent patrol(String json) throws InvalidLineException {
        return PATROL.read(line(json), 1);
    }

    private static String platformWith(String field) {
        return "{'eventId':'e','occurredAt':'2026-11-23T08:15:30Z','kind':'REPORTED','caseId':'c','sourceSystem':'s',"
                + field + "}";
    }

    private static String problems(InputNdjson<?> form, String json) {
        Throwable thrown = catchThrowable(() -> form.read(line(json), 12));
        assertThat(thrown).as(json).isInstanceOf(InvalidLineException.class);
        return ((InvalidLineException) thrown)
                .problems().stream().map(LineProblem::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void whatIsLeftOutHasItsDefaultOrIsAbsent() throws InvalidLineException {
        PatrolEvent visit = patrol("{" + VISIT + "}");
        assertThat(visit.getOccurredAt()).isEqualTo(Instant.parse("2026-11-23T00:15:30Z"));
        assertThat(visit.getUrgency()).isEqualTo(Urgency.ROUTINE);
        assertThat(visit.getHouseholds()).isZero();
        assertThat(visit.getPosition()).isNull();
        assertThat(patrol("{" + VISIT + ",'position':null,'gridId':null,'households':null}"))
                .as("null is the same as left out")
                .isEqualTo(visit);
    }

    @Test
    void everyFieldIsRead() throws InvalidLineException {
        PatrolEvent finding = patrol(
                "{'eventId':'e','occurredAt':'2026-11-23T08:15:30.250Z','kind':'finding',"
                        + "'officerId':'o','findingId':'f','position':{'lon':120,'lat':30.5},'urgency':'Urgent','households':2}");
        assertThat(finding.getKind()).isEqualTo(PatrolKind.FINDING);
        assertThat(finding.getPosition()).isEqualTo(new Position(120.0, 30.5, Crs.WGS84));
        assertThat(finding.getUrgency()).isEqualTo(Urgency.URGENT);
        assertThat(finding.getHouseholds()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"patrol,PATROL", "PATROL,PATROL", "linkage110,LINKAGE110", "LINKAGE,LINKAGE110", "Linkage,LINKAGE110"})
    void theStreamOfAnOriginHasTheNamesThatPeopleUse(String written, OriginStream stream) throws InvalidLineException {
        PlatformEvent event = PLATFORM.read(line(platformWith("'origin':{'stream':'" + written + "','id':'i'}")), 1);
        assertThat(event.getOrigin().getStream()).isEqualTo(stream);
    }

    @ParameterizedTest
    @CsvSource({"5,5", "4.50,4.50", "1e2,1e2", "12.0E+1,12.0E+1", "0.0000001,0.0000001", "'\"good\"',good"})
    void aNumberForAnOptionalTextIsItsText(String written, String read) throws InvalidLineException {
        assertThat(PLATFORM.read(line(platformWith("'satisfaction':" + written)), 1)
                        .getSatisfaction())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T08:15:30+08:00",
                "2026-11-23T00:15:30Z",
                "2026-11-23T00:15:30.0000Z",
                "2026-11-22T19:15:30-05:00"
            })
    void anyOffsetWillDo(String time) throws InvalidLineException {
        PatrolEvent visit = patrol("{" + VISIT.replace("2026-11-23T08:15:30+08:00", time) + "}");
        assertThat(visit.getOccurredAt()).isEqualTo(Instant.parse("2026-11-23T00:15:30Z"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(problems(
                        PATROL,
                        "{'occuredAt':1,'occurredAt':'2026-11-23T08:15:30','kind':'VIST','officerId':7,"
                                + "'position':{'lon':'120','crs':'mars'},'households':1.5}"))
                .isEqualTo("""
                        line 12: eventId: a text is missing
                        line 12: occurredAt = "2026-11-23T08:15:30": the offset is missing; a time in ISO-8601 with offset expected, for example 2026-11-23T08:15:30+08:00
                        line 12: kind = "VIST": one of CHECK_IN, VISIT, FINDING, RESOLVED_ON_SITE, CHECK_OUT expected; did you mean VISIT?
                        line 12: officerId = 7: a text in quotes expected
                        line 12: position.lon = "120": a number without quotes expected
                        line 12: position.lat: a number is missing
                        line 12: position.crs = "mars": one of WGS84, CGCS2000, GCJ02, BD09 expected
                        line 12: households = 1.5: a whole number expected
                        line 12: occuredAt = 1: no field of a PatrolEvent; did you mean occurredAt?""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"23/11/2026", "1795421730250", "2026-02-30T00:00:00Z", "2026-11-23", "", "+99999-01-01T00:00:00Z"
            })
    void aTimeThatIsNoneSaysHowOneLooks(String time) {
        assertThat(problems(PATROL, "{" + VISIT.replace("2026-11-23T08:15:30+08:00", time) + "}"))
                .startsWith("line 12: occurredAt = \"" + time + "\": ")
                .contains("expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|line 12: a JSON object {…} of a PatrolEvent expected, not [1]",
                "''|line 12: a JSON object {…} of a PatrolEvent expected, not an empty line",
                "{'a':1} {'b':2}|line 12: not one JSON object: Trailing token",
                "{'a':1,'a':2}|line 12: not one JSON object: Duplicate field",
                "{'a':|line 12: not one JSON object: Unexpected end-of-input",
                "{'a':[[[[[[[[[1]]]]]]]]]}|line 12: not one JSON object: Document nesting depth",
            })
    void aLineThatIsNoObjectSaysWhatItIs(String json, String problem) {
        assertThat(problems(PATROL, json)).startsWith(problem);
    }

    @Test
    void whatIsTooLongIsRefusedAndShownShort() {
        assertThat(problems(
                        PATROL, "{" + VISIT + ",'description':'" + "网".repeat(InputFields.MOST_TEXT_CHARS + 1) + "'}"))
                .contains("description = \"网网")
                .contains("…: at most 20000 characters expected, not 20001")
                .hasSizeLessThan(200);
        assertThat(problems(PATROL, "x".repeat(InputNdjson.MOST_LINE_BYTES + 1)))
                .isEqualTo("line 12: 1048577 bytes, and at most 1048576 expected");
    }

    @Test
    void halfASurrogatePairIsRefusedBecauseUtf8CantHoldIt() {
        assertThat(problems(PATROL, "{" + VISIT + ",'gridId':'\\ud83d'}")).contains("line 12: gridId = ");
    }

    @Test
    void aNumberOutOfReachIsAProblemAndNotInfinity() {
        assertThat(problems(PATROL, "{" + VISIT + ",'position':{'lon':1e999999999,'lat':1},'households':3e9}"))
                .contains("position.lon = 1E+999999999: a number")
                .contains("households = ");
    }

    @Test
    void anAnswerToAPageIsReadAsWell() throws InvalidLineException {
        AckEvent ack = InputNdjson.of(AckEvent.class)
                .read(
                        line(
                                "{'eventId':'e','occurredAt':'2026-11-23T08:15:30Z','pageId':'p','officerId':'o','action':'ack'}"),
                        1);
        assertThat(ack.getAction()).isEqualTo(AckAction.ACK);
    }

    @Property(tries = 300, seed = "20261123")
    void whatIsWrittenIsReadTheSame(@ForAll long seed) throws InvalidLineException {
        for (Topic<? extends SpecificRecordBase> topic : Topics.of(Topic.Use.INPUT)) {
            assertRoundTrip(topic.recordClass(), seed);
        }
    }

    private static <T extends SpecificRecordBase> void assertRoundTrip(Class<T> type, long seed)
            throws InvalidLineException {
        T written = new RandomRecords(seed).next(type);
        byte[] line = InputNdjson.of(type).write(written);
        assertThat(line).doesNotContain('\n', '\r');
        assertThat(InputNdjson.of(type).read(line, 1)).as(type.getSimpleName()).isEqualTo(written);
    }

    @Property(tries = 2_000, seed = "20261123")
    void anyBytesGiveARecordOrTheDeclaredError(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = PLATFORM.write(new RandomRecords(seed).next(PlatformEvent.class));
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) "{}[]\",:0e-".charAt(random.nextInt(10));
        }
        Throwable thrown = catchThrowable(() -> PLATFORM.read(bytes, 1));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(InvalidLineException.class);
            assertThat(((InvalidLineException) thrown).problems()).isNotEmpty();
            assertThat(thrown.getMessage())
                    .as("each problem is one line of a log")
                    .startsWith("line 1: ")
                    .doesNotContain("\r");
        }
    }

    @Test
    void badUtf8IsNotGuessedAt() {
        byte[] bytes = line("{" + VISIT + ",'gridId':'xx'}");
        bytes[bytes.length - 3] = (byte) 0xFF;
        assertThatThrownBy(() -> PATROL.read(bytes, 3))
                .hasMessageStartingWith("line 3: not one JSON object: Invalid UTF-8");
    }
}

package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.json.InputNdjson;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final LineDecoder<LinkageEvent> decoder = new LineDecoder<>(LinkageEvent.class, "linkage.ndjson");

    private static byte[] line(LinkageEvent event) {
        return InputNdjson.of(LinkageEvent.class).write(event);
    }

    private DeadLetter rejected(byte[] line) {
        return Objects.requireNonNull(decoder.decode(line, 7).deadLetter());
    }

    @Test
    void aLineGivesTheSameEventAsItsRecordFromKafka() {
        LinkageEvent event = InputRecords.linkage("e", NOON);
        Inbound fromKafka = new InboundDecoder(LinkageEvent.class)
                .decode("t", 0, 0, NOON.toEpochMilli(), SingleObject.encode(event));
        assertThat(decoder.decode(line(event), 1)).isEqualTo(fromKafka);
    }

    @Test
    void aBadLineIsADeadLetterOfItsFileAndLine() {
        decoder.decode(line(InputRecords.linkage("e", NOON)), 6);
        assertThat(rejected("x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new DeadLetter(
                        "linkage.ndjson",
                        0,
                        7,
                        Rejection.UNDECODABLE,
                        "line 7: not one JSON object: Unrecognized token 'x': was expecting (JSON String, Number, … "
                                + "(column 1)",
                        null,
                        NOON,
                        "eA=="));
    }

    @Test
    void theReasonIsThatOfTheFirstProblem() {
        assertThat(rejected("{}".getBytes(StandardCharsets.UTF_8)).reason()).isEqualTo(Rejection.MISSING_FIELD);
        assertThat(rejected(new byte[InputNdjson.MOST_LINE_BYTES + 1]).reason()).isEqualTo(Rejection.TOO_LARGE);
        assertThat(rejected(line(InputRecords.linkage("e", Instant.EPOCH))).reason())
                .as("what the schema allows and the job does not")
                .isEqualTo(Rejection.INVALID_FIELD);
    }

    @Test
    void whatIsSentOnHasPassedTheChecksOfTheJob() throws InvalidRecordException {
        LinkageEvent event = InputRecords.linkage("e", NOON);
        assertThat(decoder.readChecked(line(event), 1)).isEqualTo(event);
        assertThatThrownBy(() -> decoder.readChecked(line(InputRecords.linkage(" ", NOON)), 1))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("eventId is absent or blank");
    }
}

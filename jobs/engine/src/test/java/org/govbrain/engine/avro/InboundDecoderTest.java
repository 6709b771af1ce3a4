package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.avro.InputRecords.heartbeat;
import static org.govbrain.engine.avro.InputRecords.linkage;
import static org.govbrain.engine.avro.InputRecords.patrol;
import static org.govbrain.engine.avro.InputRecords.platform;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboundDecoderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final InboundDecoder decoder = new InboundDecoder(PatrolEvent.class);

    private Inbound decode(byte @Nullable [] value) {
        return decoder.decode("govbrain.patrol", 2, 17, NOON.toEpochMilli(), value);
    }

    private DeadLetter rejected(byte @Nullable [] value) {
        Inbound inbound = decode(value);
        return Objects.requireNonNull(inbound.deadLetter(), () -> "a dead letter was expected and came " + inbound);
    }

    @Test
    void anEventAndAHeartbeatPass() {
        assertThat(Objects.requireNonNull(
                                decode(SingleObject.encode(patrol("e", NOON))).event())
                        .eventId())
                .isEqualTo("e");
        assertThat(decode(SingleObject.encode(heartbeat(NOON))).heartbeat()).isEqualTo(new SignOfLife(NOON, null));
    }

    @Test
    void aSignOfLifeIsCheckedAsAnEventIs() {
        Instant zeroOfSomeClocks = Instant.parse("0001-01-01T00:00:00Z");
        assertThat(rejected(SingleObject.encode(heartbeat(zeroOfSomeClocks))).reason())
                .isEqualTo(Rejection.INVALID_FIELD);
        assertThat(rejected(SingleObject.encode(new Heartbeat(NOON, "x".repeat(101))))
                        .reason())
                .isEqualTo(Rejection.TOO_LARGE);
        assertThat(decode(SingleObject.encode(new Heartbeat(NOON, " "))).heartbeat())
                .as("a blank name is no source's")
                .isEqualTo(new SignOfLife(NOON, null));
    }

    @Test
    void aDeadLetterHoldsTheRecordItsPlaceAndTheReason() {
        byte[] raw = {1, 2, 3};
        assertThat(rejected(raw))
                .isEqualTo(new DeadLetter(
                        "govbrain.patrol",
                        2,
                        17,
                        Rejection.UNDECODABLE,
                        "3 bytes that don't begin with C3 01 and a fingerprint",
                        null,
                        NOON,
                        Base64.getEncoder().encodeToString(raw)));
    }

    @Test
    void eachKindOfBadRecordHasItsReason() {
        byte[] unknown = SingleObject.encode(patrol("e", NOON));
        unknown[9] ^= 1;
        assertThat(rejected(null).reason()).isEqualTo(Rejection.UNDECODABLE);
        assertThat(rejected(unknown).reason()).isEqualTo(Rejection.UNKNOWN_SCHEMA);
        assertThat(rejected(SingleObject.encode(linkage("e", NOON))).reason()).isEqualTo(Rejection.WRONG_TOPIC);
        assertThat(rejected(SingleObject.encode(patrol("", NOON))).reason()).isEqualTo(Rejection.MISSING_FIELD);
        assertThat(rejected(new byte[InboundDecoder.MOST_RECORD_BYTES + 1]).reason())
                .isEqualTo(Rejection.TOO_LARGE);
    }

    @Test
    void anInvalidEventIsFoundAgainByItsId() {
        assertThat(rejected(SingleObject.encode(patrol("e-77", Instant.EPOCH))).eventId())
                .isEqualTo("e-77");
    }

    @Test
    void anEventMayBeAheadOfTheBrokerByTheToleranceAndNoMore() {
        Instant limit = NOON.plus(InboundDecoder.CLOCK_TOLERANCE);
        Inbound ahead = decode(SingleObject.encode(patrol("e", limit)));
        assertThat(ahead.event()).isNotNull();
        assertThat(ahead.progressMs())
                .as("it moves event time no further than the broker's clock")
                .isEqualTo(NOON.toEpochMilli());
        assertThat(rejected(SingleObject.encode(patrol("e", limit.plusMillis(1))))
                        .reason())
                .isEqualTo(Rejection.FUTURE_TIMESTAMP);
        assertThat(rejected(SingleObject.encode(heartbeat(limit.plusMillis(1)))).reason())
                .as("a pacemaker with a wrong clock is a fault to be seen")
                .isEqualTo(Rejection.FUTURE_TIMESTAMP);
    }

    @Test
    void withoutAnAppendTimeARecordMovesNothing() {
        Inbound inbound = decoder.decode("t", 0, 0, -1, SingleObject.encode(patrol("e", NOON)));
        assertThat(inbound.event()).isNotNull();
        assertThat(inbound.progressMs()).isEqualTo(-1);
    }

    @Test
    void aDeadLetterOfAHugeRecordStillFitsIntoItsTopic() {
        DeadLetter letter = rejected(new byte[3 << 20]);
        assertThat(Base64.getDecoder().decode(letter.rawBase64())).hasSize(DeadLetter.MOST_RAW_BYTES);
        assertThat(SingleObject.encode(new DeadLetterMapper().toDocument(letter)))
                .hasSizeLessThan(org.govbrain.schemas.Topics.DEAD_LETTERS.maxMessageBytes());
    }

    @Test
    void theDocumentOfALetterIsTheSameEachTime() {
        var document = new DeadLetterMapper().toDocument(rejected(new byte[] {9}));
        assertThat(document.getDeadLetterId()).isEqualTo("govbrain.patrol|2|17");
        assertThat(document.getReason()).isEqualTo("undecodable");
        assertThat(document.getRawBase64()).isEqualTo("CQ==");
    }

    /** Any bytes on any topic; in = events + heartbeats + dead letters because each call gives exactly one. */
    @Property(tries = 2_000, seed = "20261123")
    void anyBytesGiveExactlyOneInboundAndNeverAnException(@ForAll long seed) {
        Random random = new Random(seed);
        List<byte[]> goodOnes = List.of(
                SingleObject.encode(patrol("e", NOON)),
                SingleObject.encode(linkage("e", NOON)),
                SingleObject.encode(platform("e", NOON)),
                SingleObject.encode(heartbeat(NOON)));
        byte[] bytes = goodOnes.get(random.nextInt(goodOnes.size())).clone();
        for (int n = random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(3) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 5));
        }
        InboundDecoder any = new InboundDecoder(random.nextBoolean() ? PatrolEvent.class : LinkageEvent.class);
        Inbound inbound = any.decode("t", 0, 0, random.nextLong(NOON.toEpochMilli() * 2), bytes);
        assertThat(inbound.progressMs())
                .as("whatever came, event time stays behind the broker's clock")
                .isLessThanOrEqualTo(inbound.receivedAt().toEpochMilli());
    }
}

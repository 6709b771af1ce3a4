package org.govbrain.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.UndecodableException.Kind;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.junit.jupiter.api.Test;

class SingleObjectTest {

    private static final List<Class<? extends SpecificRecordBase>> CLASSES =
            SchemaStore.recordClasses().toList();

    private final RecordEncoder encoder = new RecordEncoder();
    private final RecordDecoder decoder = new RecordDecoder();

    @Property(tries = 300, seed = "20261123")
    void whatIsEncodedIsDecodedTheSame(@ForAll long seed) throws UndecodableException {
        for (Class<? extends SpecificRecordBase> type : CLASSES) {
            SpecificRecordBase written = new RandomRecords(seed).next(type);
            assertThat(decoder.decode(encoder.encode(written)))
                    .as(type.getSimpleName())
                    .isEqualTo(written);
        }
    }

    @Property(tries = 100, seed = "20261123")
    void theBytesAreThoseOfAvrosOwnEncoder(@ForAll long seed) throws IOException {
        for (Class<? extends SpecificRecordBase> type : CLASSES) {
            SpecificRecordBase record = new RandomRecords(seed).next(type);
            ByteBuffer avros = new BinaryMessageEncoder<SpecificRecordBase>(
                            record.getSpecificData(), record.getSchema())
                    .encode(record);
            assertThat(ByteBuffer.wrap(encoder.encode(record)))
                    .as("any Avro library can read our topics: %s", type.getSimpleName())
                    .isEqualTo(avros);
        }
    }

    @Test
    void aRequiredFieldThatIsNotSetIsNamed() {
        PatrolEvent event = new RandomRecords(7).next(PatrolEvent.class);
        event.put("officerId", null);
        assertThatThrownBy(() -> encoder.encode(event)).hasMessage("PatrolEvent.officerId is not set");
        PatrolEvent whole = new RandomRecords(8).next(PatrolEvent.class);
        assertThat(encoder.encode(whole))
                .as("what is encoded next is whole")
                .isEqualTo(new RecordEncoder().encode(whole));
    }

    @Property(tries = 500, seed = "20261123")
    void anyBytesGiveARecordOrTheDeclaredErrorAndNothingElse(@ForAll long seed, @ForAll byte[] tail) {
        Random random = new Random(seed);
        byte[] bytes = encoder.encode(new RandomRecords(seed).next(CLASSES.get(random.nextInt(CLASSES.size()))));
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> {
                int header = SingleObject.HEADER_BYTES;
                bytes = Arrays.copyOf(bytes, header + tail.length);
                System.arraycopy(tail, 0, bytes, header, tail.length);
            }
            default -> bytes = tail;
        }
        byte[] damaged = bytes;
        Throwable thrown = catchThrowable(() -> decoder.decode(damaged));
        if (thrown != null) {
            assertThat(thrown).as("the only way to fail").isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void aLengthThatTheBytesDontHoldIsRefusedBeforeAnythingIsAllocated() {
        byte[] header = SingleObject.header(Heartbeat.getClassSchema());
        byte[] bytes = Arrays.copyOf(header, header.length + 7);
        // at = 0, a string follows, its length is 2^31 - 9: what Avro's decoder would allocate at once.
        byte[] body = {0, 2, (byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        System.arraycopy(body, 0, bytes, header.length, body.length);
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("Heartbeat")
                .hasMessageContaining("2147483639");
    }

    @Test
    void theKindSaysWhatIsWrong() {
        byte[] good = encoder.encode(new Heartbeat(Instant.EPOCH, null));
        byte[] otherSchema = good.clone();
        otherSchema[5] ^= 1;
        assertThat(kind("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))).isEqualTo(Kind.NOT_SINGLE_OBJECT);
        assertThat(kind(new byte[0])).isEqualTo(Kind.NOT_SINGLE_OBJECT);
        assertThat(kind(otherSchema)).isEqualTo(Kind.UNKNOWN_SCHEMA);
        assertThat(kind(Arrays.copyOf(good, good.length - 1))).isEqualTo(Kind.DAMAGED);
        assertThat(kind(Arrays.copyOf(good, good.length + 1)))
                .as("bytes left over")
                .isEqualTo(Kind.DAMAGED);
    }

    private Kind kind(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> decoder.decode(bytes));
        assertThat(thrown).isInstanceOf(UndecodableException.class);
        return ((UndecodableException) thrown).kind();
    }

    @Test
    void aRecordThatFailedHalfWayLeavesNothingInTheNextOne() throws UndecodableException {
        PlatformEvent withoutId = new RandomRecords(3).next(PlatformEvent.class);
        withoutId.put("caseId", null);
        assertThatThrownBy(() -> encoder.encode(withoutId)).isInstanceOf(RuntimeException.class);
        PlatformEvent whole = new RandomRecords(4).next(PlatformEvent.class);
        assertThat(decoder.decode(encoder.encode(whole))).isEqualTo(whole);
    }

    @Test
    void aRecordOfAnotherTypeIsRefused() {
        byte[] heartbeat = SingleObject.encode(new Heartbeat(Instant.EPOCH, null));
        assertThatThrownBy(() -> SingleObject.decode(heartbeat, PatrolEvent.class))
                .hasMessage("a Heartbeat, and PatrolEvent was expected");
    }
}

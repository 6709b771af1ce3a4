package org.govbrain.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.govbrain.engine.avro.InputRecords;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboundDeserializationSchemaTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
    private static final byte[] KEY = new byte[0];

    private static List<Inbound> read(Topic<?> topic, List<byte[]> values) {
        InboundDeserializationSchema schema = new InboundDeserializationSchema(topic.recordClass());
        List<Inbound> out = new ArrayList<>();
        ListCollector<Inbound> collector = new ListCollector<>(out);
        for (int offset = 0; offset < values.size(); offset++) {
            schema.deserialize(appended(topic.name(), offset, values.get(offset)), collector);
        }
        return out;
    }

    private static ConsumerRecord<byte[], byte[]> appended(String topic, long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                1,
                offset,
                NOON.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                KEY,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    @Test
    void aDeadLetterSaysWhereItsRecordLies() {
        List<byte[]> values = List.of(SingleObject.encode(InputRecords.patrol("e", NOON)), new byte[] {7});
        var letter = Objects.requireNonNull(read(Topics.PATROL, values).get(1).deadLetter());
        assertThat(letter.topic()).isEqualTo("govbrain.patrol");
        assertThat(letter.partition()).isEqualTo(1);
        assertThat(letter.offset()).isEqualTo(1);
        assertThat(letter.receivedAt()).as("the broker's clock").isEqualTo(NOON);
    }

    @Test
    void aTombstoneIsADeadLetter() {
        List<Inbound> out = new ArrayList<>();
        new InboundDeserializationSchema(Topics.PATROL.recordClass())
                .deserialize(appended("t", 0, null), new ListCollector<>(out));
        assertThat(out)
                .singleElement()
                .satisfies(inbound -> assertThat(
                                Objects.requireNonNull(inbound.deadLetter()).reason())
                        .isEqualTo(Rejection.UNDECODABLE));
    }

    @Test
    void itCanBeSentToATaskManager() throws Exception {
        assertThat(InstantiationUtil.<InboundDeserializationSchema>clone(
                        new InboundDeserializationSchema(Topics.PATROL.recordClass())))
                .isNotNull();
    }

    @Property(tries = 200, seed = "20261123")
    void recordsInAreEventsPlusHeartbeatsPlusDeadLettersOnEveryInputTopic(@ForAll long seed) {
        Random random = new Random(seed);
        for (Topic<?> topic : Topics.of(Use.INPUT)) {
            List<byte[]> values =
                    Stream.generate(() -> anyValue(random)).limit(20).toList();
            List<Inbound> out = read(topic, values);
            long events =
                    out.stream().filter(inbound -> inbound.event() != null).count();
            long heartbeats =
                    out.stream().filter(inbound -> inbound.heartbeat() != null).count();
            long deadLetters =
                    out.stream().filter(inbound -> inbound.deadLetter() != null).count();
            assertThat(events + heartbeats + deadLetters)
                    .as("in on " + topic.name())
                    .isEqualTo(values.size());
        }
    }

    private static byte[] anyValue(Random random) {
        Instant at = NOON.plusSeconds(random.nextInt(1_000) - 500);
        byte[] value = switch (random.nextInt(5)) {
            case 0 -> SingleObject.encode(InputRecords.patrol("p" + random.nextInt(), at));
            case 1 -> SingleObject.encode(InputRecords.linkage("l" + random.nextInt(), at));
            case 2 -> SingleObject.encode(InputRecords.platform("c" + random.nextInt(), at));
            case 3 -> SingleObject.encode(InputRecords.heartbeat(at));
            default -> {
                byte[] noise = new byte[random.nextInt(50)];
                random.nextBytes(noise);
                yield noise;
            }
        };
        if (value.length > 0 && random.nextInt(3) == 0) {
            value[random.nextInt(value.length)] = (byte) random.nextInt();
        }
        return value;
    }
}

package org.govbrain.engine.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.junit.jupiter.api.Test;

class InboundTest {

    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private static final GovernanceEvent EVENT = new GovernanceEvent(
            "e",
            NOON,
            Stream.PATROL,
            EventKind.VISIT,
            null,
            null,
            null,
            "patrol",
            null,
            null,
            null,
            null,
            null,
            null,
            1.5,
            2.5,
            null,
            "p",
            null,
            0,
            List.of("flag"));

    private static final DeadLetter LETTER =
            new DeadLetter("t", 1, 2, Rejection.UNDECODABLE, "detail", null, NOON, "AA==");

    @Test
    void itTravelsBetweenOperatorsWithoutKryo() throws IOException {
        TypeInformation<Inbound> type = TypeInformation.of(Inbound.class);
        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        Configuration noKryo = new Configuration();
        noKryo.set(PipelineOptions.GENERIC_TYPES, false);
        TypeSerializer<Inbound> serializer = type.createSerializer(new SerializerConfigImpl(noKryo));
        for (Inbound inbound :
                List.of(Inbound.of(EVENT, NOON), Inbound.of(new SignOfLife(NOON, "12345"), NOON), Inbound.of(LETTER))) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(inbound, out);
            assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                    .isEqualTo(inbound);
        }
    }

    @Test
    void itIsExactlyOneThing() {
        assertThatThrownBy(() -> new Inbound(null, null, null, null, null, NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Inbound(EVENT, null, null, null, LETTER, NOON))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeadLetterSaysNothingAboutTime() {
        assertThat(Inbound.of(LETTER).progressMs()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aLongDetailIsCut() {
        assertThat(new DeadLetter("t", 1, 2, Rejection.UNDECODABLE, "x".repeat(5_000), null, NOON, "").detail())
                .hasSize(1_001)
                .endsWith("…");
    }
}

package org.govbrain.engine.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {

    /** One component of each form. */
    public record Everything(
            @Nullable String text,
            long number,
            @Nullable Integer whole,
            double decimal,
            @Nullable Boolean flag,
            @Nullable Instant at,
            @Nullable Urgency word,
            @Nullable GovernanceEvent event,
            @Nullable Nested nested,
            @Nullable List<Nested> list,
            IndicatorCounts counts) {}

    /** A record within a record. */
    public record Nested(String text, boolean flag) {}

    /** A record that has no compact form. */
    public record WithMap(Map<String, String> map) {}

    /** {@link Nested} as it might have been in another release. */
    public record OtherNested(String text, int flag) {}

    @Property(tries = 300, seed = "20261126")
    void whatIsSentArrivesTheSame(@ForAll long number, @ForAll double decimal, @ForAll boolean some)
            throws IOException {
        Everything everything = new Everything(
                some ? "治理" : null,
                number,
                some ? (int) number : null,
                decimal,
                some ? number > 0 : null,
                some ? Instant.ofEpochMilli(number >> 4) : null,
                some ? Urgency.URGENT : null,
                some ? new RandomEvents(number).next() : null,
                some ? new Nested("a", true) : null,
                some ? List.of(new Nested("b", false), new Nested("c", true)) : null,
                counts(number));
        TypeSerializer<Everything> serializer =
                CompactRecord.type(Everything.class).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(everything, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(serializer.duplicate().deserialize(in)).isEqualTo(everything);
        assertThat(in.available()).as("bytes left over").isZero();
    }

    private static IndicatorCounts counts(long seed) {
        IndicatorCounts counts = new IndicatorCounts();
        Random random = new Random(seed);
        for (int i = 0; i < counts.counts.length; i++) {
            counts.counts[i] = random.nextInt(3) - 1;
        }
        return counts;
    }

    @Test
    void aRecordWithoutACompactFormIsRefusedWhenTheJobIsDrawn() {
        assertThatThrownBy(() -> new RecordSerializer<>(WithMap.class))
                .hasMessageContaining("java.util.Map")
                .hasMessageContaining("must go as a POJO");
    }

    @Test
    void stateWithOtherComponentsIsRefused() throws IOException {
        TypeSerializerSnapshot<Nested> now = new RecordSerializer<>(Nested.class).snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(throughBytes(now)).isCompatibleAsIs())
                .isTrue();
        @SuppressWarnings("unchecked")
        TypeSerializerSnapshot<Nested> other = (TypeSerializerSnapshot<Nested>)
                (TypeSerializerSnapshot<?>) new RecordSerializer<>(OtherNested.class).snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(throughBytes(other)).isIncompatible())
                .isTrue();
    }

    private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> written) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, written);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), RecordSerializerTest.class.getClassLoader());
    }
}

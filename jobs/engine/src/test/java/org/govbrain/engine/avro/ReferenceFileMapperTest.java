package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.reference.ReferenceFile;
import org.junit.jupiter.api.Test;

class ReferenceFileMapperTest {

    @Property(seed = "20261123", tries = 200)
    void a_file_comes_back_as_it_went(@ForAll String name, @ForAll long generation, @ForAll byte[] bytes)
            throws IOException, UndecodableException {
        String text = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Instant loadedAt = Instant.parse("2026-11-23T08:00:00.123Z");
        byte[] wire =
                SingleObject.encode(ReferenceFileMapper.toRecord(new StoredFile(text, generation, loadedAt, bytes)));
        StoredFile back = ReferenceFileMapper.toFile(SingleObject.decode(wire, ReferenceFile.class));

        assertThat(back.name()).isEqualTo(text);
        assertThat(back.generation()).isEqualTo(generation);
        assertThat(back.loadedAt()).isEqualTo(loadedAt);
        assertThat(back.bytes()).isEqualTo(bytes);
    }

    @Test
    void a_file_that_was_changed_on_its_way_is_refused() {
        ReferenceFile file = record("a".getBytes(StandardCharsets.UTF_8));
        file.setSha256("0".repeat(64));

        assertThatThrownBy(() -> ReferenceFileMapper.toFile(file))
                .hasMessage("policy.yaml is not what its digest says");
    }

    @Test
    void what_is_no_gzip_is_refused() {
        ReferenceFile file = record(new byte[0]);
        file.setGzip(ByteBuffer.wrap(new byte[] {1, 2, 3}));

        assertThatThrownBy(() -> ReferenceFileMapper.toFile(file)).isInstanceOf(IOException.class);
    }

    @Test
    void a_small_record_that_unpacks_to_a_huge_file_is_refused() {
        ReferenceFile file = record(new byte[ReferenceText.MOST_BYTES + 2]);

        assertThat(file.getGzip().remaining()).as("it is small indeed").isLessThan(100_000);
        assertThatThrownBy(() -> ReferenceFileMapper.toFile(file))
                .hasMessage("policy.yaml unpacks to more than 67108864 bytes");
    }

    private static ReferenceFile record(byte[] bytes) {
        return ReferenceFileMapper.toRecord(new StoredFile("policy.yaml", 1, Instant.EPOCH, bytes));
    }
}

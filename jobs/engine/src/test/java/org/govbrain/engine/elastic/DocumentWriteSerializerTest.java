package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.engine.document.DocumentWrite;
import org.junit.jupiter.api.Test;

class DocumentWriteSerializerTest {
    private final DocumentWriteSerializer serializer = new DocumentWriteSerializer();

    @Property(seed = "20261126")
    void anyDocumentComesBackFromACheckpointAsItWas(
            @ForAll String index,
            @ForAll String id,
            @ForAll long version,
            @ForAll byte[] json,
            @ForAll String topic,
            @ForAll int partition,
            @ForAll long offset,
            @ForAll long receivedAtMs)
            throws IOException {
        DocumentWrite write = new DocumentWrite(index, id, version, json, topic, partition, offset, receivedAtMs);
        DocumentWrite back = serializer.deserialize(serializer.getVersion(), serializer.serialize(write));
        assertThat(back)
                .as("a document held over a restart")
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(write);
    }

    @Test
    void anUnknownFormatIsRefusedWithASentence() {
        assertThatThrownBy(() -> serializer.deserialize(9, new byte[0]))
                .as("a checkpoint of a newer program")
                .hasMessage("A checkpoint holds documents in format 9, this program reads 1");
    }
}

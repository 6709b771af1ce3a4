package org.govbrain.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Base64;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.engine.avro.PageInputDecoder;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes for every parser of records. In the normal build the kept inputs are run again, each once; docs/SECURITY.md
 * has the command that searches for new ones.
 */
class ParsersFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void avroOfAnInputTopic(byte[] bytes) {
        Inbound inbound = new InboundDecoder(PlatformEvent.class).decode("govbrain.platform", 0, 1, 0, bytes);

        keepsItsBytes(inbound.deadLetter(), bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void avroOfADocumentTopic(byte[] bytes) {
        DocumentInput input = new DocumentDecoder().decode(Topics.CASES.name(), 0, 1, 0, bytes);

        keepsItsBytes(input.deadLetter(), bytes);
        var unused = new PageInputDecoder().decode(Topics.RECEIPTS.name(), 0, 1, 0, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void aLineOfNdjson(byte[] bytes) {
        Inbound inbound = new LineDecoder<>(PlatformEvent.class, "platform.ndjson").decode(bytes, 1);

        keepsItsBytes(inbound.deadLetter(), bytes);
    }

    private static void keepsItsBytes(@Nullable DeadLetter letter, byte[] bytes) {
        if (letter != null) {
            assertThat(Base64.getDecoder().decode(letter.rawBase64()))
                    .isEqualTo(
                            bytes.length > DeadLetter.MOST_RAW_BYTES
                                    ? Arrays.copyOf(bytes, DeadLetter.MOST_RAW_BYTES)
                                    : bytes);
        }
    }
}

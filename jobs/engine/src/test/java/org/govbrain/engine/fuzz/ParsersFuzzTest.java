package org.govbrain.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.engine.avro.PageInputDecoder;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.AckEvent;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes for every parser of records. In the normal build the kept inputs are run again, each once; docs/SECURITY.md
 * has the command that searches for new ones.
 */
class ParsersFuzzTest {
    private static final List<Class<? extends SpecificRecordBase>> INPUTS =
            List.of(PatrolEvent.class, LinkageEvent.class, PlatformEvent.class, AckEvent.class);

    @FuzzTest(maxDuration = "5m")
    void avroOfAnInputTopic(byte[] bytes) {
        for (var record : INPUTS) {
            keepsItsBytes(
                    new InboundDecoder(record)
                            .decode("govbrain.input", 0, 1, 0, bytes)
                            .deadLetter(),
                    bytes);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void avroOfADocumentTopic(byte[] bytes) {
        DocumentInput input = new DocumentDecoder().decode(Topics.CASES.name(), 0, 1, 0, bytes);

        keepsItsBytes(input.deadLetter(), bytes);
        var unused = new PageInputDecoder().decode(Topics.RECEIPTS.name(), 0, 1, 0, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void aLineOfNdjson(byte[] bytes) {
        for (var record : INPUTS) {
            keepsItsBytes(
                    new LineDecoder<>(record, "input.ndjson").decode(bytes, 1).deadLetter(), bytes);
        }
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

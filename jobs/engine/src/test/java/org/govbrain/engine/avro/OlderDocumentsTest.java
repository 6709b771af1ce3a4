package org.govbrain.engine.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.SchemaStore;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.BreachDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Breaches as 0.1.0 wrote them, without an origin, and who reads them from a topic today. */
class OlderDocumentsTest {
    private static final Schema OF_0_1_0 =
            SchemaStore.versions("BreachDocument").get(0);
    private static final long SAID_AT = 1_772_600_000_000L;
    private static final BreachDocument OF_CASE = breach("linkage110", "I1");
    private static final BreachDocument OF_GRID = breach(null, "G1");

    @Test
    void theVersionsDiffer() {
        assertThat(BreachDocument.getClassSchema().getField("origin")).isNotNull();
        assertThat(OF_0_1_0.getField("origin")).isNull();
    }

    @Test
    void anIndexThatBeginsAnewTakesThem() throws IOException {
        DocumentWrite write = Objects.requireNonNull(new DocumentDecoder()
                .decode(Topics.BREACHES.name(), 0, 1, SAID_AT, asOf010(OF_CASE))
                .write());
        BreachDocument without =
                BreachDocument.newBuilder(OF_CASE).setOrigin(null).build();
        DocumentWrite today = Objects.requireNonNull(new DocumentDecoder()
                .decode(Topics.BREACHES.name(), 0, 1, SAID_AT, SingleObject.encode(without))
                .write());
        assertThat(write.key()).isEqualTo("govbrain-breaches/accept|I1|1|");
        assertThat(write.version()).isEqualTo(7);
        assertThat(new String(write.json(), UTF_8))
                .as("as today's, but for the field that nobody knew")
                .isEqualTo(new String(today.json(), UTF_8));
    }

    @Test
    void thePagingJobIsAlertedByThem() throws IOException {
        PageInputDecoder decoder = new PageInputDecoder();
        PageInput today = decoder.decode(Topics.BREACHES.name(), 0, 1, SAID_AT, SingleObject.encode(OF_CASE))
                .orElseThrow();
        assertThat(today.alert()).isNotNull();
        assertThat(decoder.decode(Topics.BREACHES.name(), 0, 1, SAID_AT, asOf010(OF_CASE)))
                .as("an alert has no origin")
                .contains(today);
    }

    @Test
    void theSituationJobHearsThoseOfGridsAndCannotTellWhoseCaseAnotherIsOf() throws Exception {
        EchoDecoder decoder = new EchoDecoder();
        Echo today = decoder.decode(SingleObject.encode(OF_GRID), SAID_AT).orElseThrow();
        assertThat(decoder.decode(asOf010(OF_GRID), SAID_AT)).contains(today);
        byte[] ofCase = asOf010(OF_CASE);
        assertThatThrownBy(() -> decoder.decode(ofCase, SAID_AT)).hasMessage("a breach of neither case nor grid");
    }

    @Test
    void whatANewerProgramWroteIsADeadLetterWithItsBytesAndNoPage() {
        byte[] newer = SingleObject.encode(OF_CASE);
        newer[SingleObject.HEADER_BYTES - 1] ^= 1;
        DeadLetter letter = Objects.requireNonNull(new DocumentDecoder()
                .decode(Topics.BREACHES.name(), 0, 1, SAID_AT, newer)
                .deadLetter());
        assertThat(letter.reason()).isEqualTo(Rejection.UNKNOWN_SCHEMA);
        assertThat(letter.rawBase64()).isEqualTo(DeadLetter.base64(newer));
        assertThat(new PageInputDecoder().decode(Topics.BREACHES.name(), 0, 1, SAID_AT, newer))
                .isEmpty();
    }

    private static byte[] asOf010(BreachDocument breach) throws IOException {
        GenericData.Record record = new GenericData.Record(OF_0_1_0);
        OF_0_1_0.getFields().forEach(field -> record.put(field.name(), breach.get(field.name())));
        ByteBuffer bytes = new BinaryMessageEncoder<GenericData.Record>(SpecificData.get(), OF_0_1_0).encode(record);
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return value;
    }

    private static BreachDocument breach(@Nullable String origin, String caseId) {
        Instant due = Instant.ofEpochMilli(SAID_AT);
        return BreachDocument.newBuilder()
                .setTimestamp(due)
                .setBreachId("accept|" + caseId + "|1|")
                .setRevision(7)
                .setCaseId(caseId)
                .setOrigin(origin)
                .setClock("accept")
                .setCycle(1)
                .setGridId("G1")
                .setGridName("grid one")
                .setUrgency("urgent")
                .setSeverity("major")
                .setState("open")
                .setStartedAt(due.minusSeconds(600))
                .setDueAt(due)
                .setPolicyVersion("one")
                .setExplain(List.of("deadline missed"))
                .setExplainZh(List.of("超时"))
                .build();
    }
}

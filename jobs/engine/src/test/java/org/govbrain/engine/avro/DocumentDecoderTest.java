package org.govbrain.engine.avro;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Instant;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.document.FeedDocument;
import org.junit.jupiter.api.Test;

class DocumentDecoderTest {
    private static final FeedDocument FEED = FeedDocument.newBuilder()
            .setTimestamp(Instant.parse("2026-11-23T04:00:00Z"))
            .setFeedId("patrol|app")
            .setRevision(7)
            .setStream("patrol")
            .setSourceSystem("app")
            .setState("live")
            .setEvents(3)
            .build();

    private final DocumentDecoder decoder = new DocumentDecoder();

    @Test
    void aDocumentGoesToTheIndexAndIdAndVersionThatItsSchemaNames() {
        DocumentInput input = decoder.decode("govbrain.feeds", 1, 2, 3, SingleObject.encode(FEED));
        assertThat(input.write()).as("what is sent").satisfies(write -> {
            assertThat(write.index()).as("index").isEqualTo("govbrain-feeds");
            assertThat(write.id()).as("id").isEqualTo("patrol|app");
            assertThat(write.version()).as("version").isEqualTo(7);
            assertThat(new String(write.json(), UTF_8))
                    .as("body")
                    .isEqualTo("{\"@timestamp\":\"2026-11-23T04:00:00.000Z\",\"feed_id\":\"patrol|app\","
                            + "\"revision\":7,\"stream\":\"patrol\",\"source_system\":\"app\","
                            + "\"state\":\"live\",\"events\":3,\"events_in_hour\":0}");
            assertThat(write.offset()).as("where it came from").isEqualTo(2);
        });
    }

    @Test
    void whatOfficersWaitForIsUrgent() {
        assertThat(DocumentDecoder.urgentIndices())
                .as("breaches and pages")
                .containsExactlyInAnyOrder("govbrain-breaches", "govbrain-pages");
    }

    @Test
    void aRecordOnTheWrongTopicIsADeadLetterThatSaysSo() {
        assertThat(decoder.decode("govbrain.cases", 1, 2, 3, SingleObject.encode(FEED))
                        .deadLetter())
                .as("a feed among the cases")
                .isEqualTo(new DeadLetter(
                        "govbrain.cases",
                        1,
                        2,
                        Rejection.WRONG_TOPIC,
                        "a FeedDocument, where CaseDocument was expected",
                        null,
                        Instant.ofEpochMilli(3),
                        Base64.getEncoder().encodeToString(SingleObject.encode(FEED))));
    }

    @Test
    void aRecordWithoutAValueIsADeadLetter() {
        assertThat(decoder.decode("govbrain.feeds", 0, 0, 0, null).deadLetter())
                .as("nothing is ever deleted, so a tombstone is nothing of ours")
                .extracting(DeadLetter::detail, STRING)
                .isEqualTo("a record without a value");
    }

    @Property(seed = "20261126")
    void anyBytesGiveADocumentOrADeadLetterAndNeverThrow(@ForAll byte[] bytes) {
        DocumentInput input = new DocumentDecoder().decode("govbrain.cases", 0, 5, 0, bytes);
        assertThat(input.deadLetter())
                .as("bytes drawn at random are no document")
                .satisfies(letter -> assertThat(letter.rawBase64())
                        .as("and are kept whole")
                        .isEqualTo(Base64.getEncoder().encodeToString(bytes)));
    }

    @Property(seed = "20261126")
    void aDamagedDocumentNeverThrows(@ForAll int where, @ForAll byte what) {
        byte[] bytes = SingleObject.encode(FEED);
        bytes[Math.floorMod(where, bytes.length)] ^= what;
        assertThat(new DocumentDecoder().decode("govbrain.feeds", 0, 5, 0, bytes))
                .as("one byte changed: still a document, or a dead letter")
                .isNotNull();
    }
}

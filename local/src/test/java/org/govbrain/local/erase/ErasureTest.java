package org.govbrain.local.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.DeadLetterDocument;
import org.govbrain.schemas.document.PageDocument;
import org.govbrain.schemas.document.PatrolDocument;
import org.govbrain.schemas.document.PostDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErasureTest {
    static final Instant AT = Instant.parse("2026-03-04T02:00:00Z");
    private static final Erasure ERASURE = new Erasure("WG-1", "erased-0a");

    @Test
    void of_a_patrol_step_only_who_made_it_is_erased() {
        PatrolDocument before = patrol("WG-1");
        PatrolDocument after = patrol("erased-0a");
        assertThat(ERASURE.of(before)).contains(after);
        assertThat(before.getOfficerId()).as("the original is not touched").isEqualTo("WG-1");
        assertThat(ERASURE.of(patrol("WG-11"))).as("another person").isEmpty();
    }

    @Test
    void a_page_step_loses_the_person_in_codes_words_and_its_id() {
        SpecificRecordBase after = ERASURE.of(page("WG-1", "WG-1 is on duty, WG-11 is not", "由WG-1负责（WG-11未在岗）"))
                .orElseThrow();
        assertThat(after).isEqualTo(page("erased-0a", "erased-0a is on duty, WG-11 is not", "由erased-0a负责（WG-11未在岗）"));
    }

    @Test
    void a_post_keeps_the_others_who_fill_it() {
        PostDocument.Builder post = PostDocument.newBuilder()
                .setTimestamp(AT)
                .setPostId("grid-member|grid|G-1")
                .setRevision(3)
                .setRole("grid-member")
                .setAreaKind("grid")
                .setRetired(true);
        assertThat(ERASURE.of(post.setOfficerIds(List.of("WG-1", "WG-2"))
                        .setShifts(List.of("night: WG-1, WG-2"))
                        .build()))
                .contains(post.setOfficerIds(List.of("erased-0a", "WG-2"))
                        .setShifts(List.of("night: erased-0a, WG-2"))
                        .build());
    }

    @Test
    void bytes_that_hold_the_code_are_dropped_and_others_stay() {
        assertThat(ERASURE.of(letter("{\"officerId\": \"WG-1\"")))
                .as("with the code")
                .contains(letter(null));
        assertThat(ERASURE.of(letter("{\"officerId\": \"WG-2\"")))
                .as("without it")
                .isEmpty();
    }

    /** Whoever adds a field with a code of a person must say so, or it stays when somebody is to be forgotten. */
    @Test
    void every_field_that_is_called_like_a_person_says_that_it_holds_one() {
        for (Topic<?> topic : Topics.of(Use.OUTPUT)) {
            for (Schema.Field field :
                    SpecificData.get().getSchema(topic.recordClass()).getFields()) {
                if (field.name().matches(".*(officer|chief_id|handler|recipient|person|_by$).*")) {
                    assertThat(field.getProp("person"))
                            .as("%s.%s", topic.name(), field.name())
                            .isNotNull();
                }
            }
        }
    }

    static PatrolDocument patrol(String officer) {
        return PatrolDocument.newBuilder()
                .setTimestamp(AT)
                .setPatrolId("patrol|S1")
                .setRevision(1)
                .setKind("visit")
                .setOfficerId(officer)
                .setHouseholds(4)
                .build();
    }

    static PageDocument page(String officer, String reason, String reasonZh) {
        return PageDocument.newBuilder()
                .setTimestamp(AT)
                .setPageStepId("C-1.0011223344556677|page|2.1|" + officer)
                .setRevision(2)
                .setKind("step")
                .setPageId("C-1.0011223344556677")
                .setDedupKey("accept|I-1|1|")
                .setEpisode(1)
                .setAlertKind("breach")
                .setSeverity("major")
                .setEmergency(true)
                .setLevel(2)
                .setOfficerId(officer)
                .setState("delivered")
                .setReason(reason)
                .setReasonZh(reasonZh)
                .build();
    }

    private static DeadLetterDocument letter(@Nullable String raw) {
        return DeadLetterDocument.newBuilder()
                .setTimestamp(AT)
                .setDeadLetterId("govbrain.patrol|0|7")
                .setRevision(1)
                .setTopic("govbrain.patrol")
                .setPartition(0)
                .setOffset(7)
                .setReason("undecodable")
                .setRawBase64(
                        raw == null ? null : Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}

package org.govbrain.engine.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.situation.PatrolStep;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.PatrolDocument;
import org.junit.jupiter.api.Test;

class PatrolMapperTest {

    @Test
    void aVisitSaysWhoWasWhereAndInHowManyHouseholdsSoThatSumsGiveCoverage() {
        PatrolDocument document = document("2026-03-04T02:00:00Z");

        assertThat(document.getPatrolId())
                .as("one document a step, whatever is delivered twice")
                .isEqualTo("v1");
        assertThat(document.getKind()).isEqualTo("visit");
        assertThat(document.getOfficerId()).isEqualTo("W01");
        assertThat(document.getGridId()).isEqualTo("G1");
        assertThat(document.getBuildingId()).isEqualTo("B7");
        assertThat(document.getHouseholds()).isEqualTo(3);
    }

    @Test
    void ofTwoUnderOneIdTheEarlierHasTheGreaterRevision() {
        assertThat(document("2026-03-04T02:00:00Z").getRevision())
                .isPositive()
                .isGreaterThan(document("2026-03-04T03:00:00Z").getRevision());
    }

    private static PatrolDocument document(String at) {
        GovernanceEvent visit = new GovernanceEvent(
                "v1",
                Instant.parse(at),
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
                "G1",
                null,
                null,
                "B7",
                "W01",
                null,
                3,
                List.of());
        return new PatrolMapper().toDocument(new PatrolStep(visit, new Place("G1", "一网格", "C1", "东社区", "old")));
    }
}

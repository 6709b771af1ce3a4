package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class PlaceCandidatesFunctionTest {
    /** 20 m west of the border between two squares of 0.005 degrees. */
    private static final double LON = 120.0048;

    @Test
    void anIncidentAndAReportNearbyMeetAtExactlyOnePlaceAlthoughABorderIsBetweenThem() throws Exception {
        GovernanceEvent incident = Events.locatedAt("I1", 0, LON, 30.0025);
        GovernanceEvent report = EventBuilder.platform("P1", EventKind.REPORTED, 5)
                .place(LON + 0.0004, 30.0025)
                .build();
        Set<String> common = new TreeSet<>(places(incident));
        assertThat(common).as("an incident stands in one square").hasSize(1);
        common.retainAll(places(report));
        assertThat(common).hasSize(1);
    }

    @Test
    void ofOneBuildingTheyMeetThereWithoutAPosition() throws Exception {
        GovernanceEvent report = EventBuilder.platform("P1", EventKind.REPORTED, 5)
                .building("B1")
                .build();
        assertThat(places(report)).containsExactly("uncategorised/b/B1");
    }

    @Test
    void whatSaysNoPlaceMeetsNobody() throws Exception {
        assertThat(places(EventBuilder.platform("P1", EventKind.REPORTED, 5).build()))
                .isEmpty();
    }

    private static List<String> places(GovernanceEvent event) throws Exception {
        try (OneInputStreamOperatorTestHarness<Opening, PlacedCandidate> place =
                new OneInputStreamOperatorTestHarness<>(
                        new StreamFlatMap<>(new PlaceCandidatesFunction(SituationRun.NO_CITY)))) {
            place.open();
            place.processElement(new Opening(at(9), event, false), 0);
            assertThat(place.extractOutputValues()).allSatisfy(placed -> {
                assertThat(placed.heardAt()).isEqualTo(at(9));
                assertThat(placed.candidate().openedAt()).isEqualTo(event.occurredAt());
            });
            return place.extractOutputValues().stream()
                    .map(PlacedCandidate::place)
                    .toList();
        }
    }
}

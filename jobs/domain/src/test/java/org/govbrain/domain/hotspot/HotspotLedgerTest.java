package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.day;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotspotLedgerTest {

    @Test
    void aClusterThatKeepsHalfOfItsGridsKeepsItsName() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1", "G2", "G3")), day(3));
        HotspotLedger.Outcome second =
                HotspotLedger.advance(first.active(), List.of(cluster(2, "G2", "G3", "G4")), day(4));
        assertThat(second.changed()).as("changed").singleElement().satisfies(hotspot -> {
            assertThat(hotspot.hotspotId())
                    .as("id")
                    .isEqualTo(first.active().get(0).hotspotId());
            assertThat(hotspot.revision()).as("revision").isEqualTo(day(4).toEpochMilli());
            assertThat(hotspot.detectedAt()).as("detected").isEqualTo(day(3));
        });
        HotspotLedger.Outcome third =
                HotspotLedger.advance(second.active(), List.of(cluster(3, "G4", "G5", "G6")), day(5));
        assertThat(third.changed())
                .as("one in five grids in common: the old one ends, a new one begins")
                .extracting(Hotspot::state)
                .containsExactlyInAnyOrder(HotspotState.ENDED, HotspotState.ACTIVE);
    }

    @Test
    void aClusterOfAnotherTimeIsAnotherCluster() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1")), day(3));
        HotspotLedger.Outcome later = HotspotLedger.advance(first.active(), List.of(cluster(9, "G1")), day(11));
        assertThat(later.changed()).as("changed").hasSize(2);
    }

    @Test
    void whatStaysTheSameIsNotToldAgain() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1")), day(3));
        HotspotLedger.Outcome second = HotspotLedger.advance(first.active(), List.of(cluster(1, "G1")), day(4));
        assertThat(second.changed()).as("changed").isEmpty();
        assertThat(second.active()).as("active").isEqualTo(first.active());
    }

    @Test
    void everyChangeHasAHigherRevisionEvenAtOneInstant() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1", "G2")), day(3));
        HotspotLedger.Outcome second =
                HotspotLedger.advance(first.active(), List.of(cluster(1, "G1", "G2", "G3")), day(3));
        HotspotLedger.Outcome third = HotspotLedger.advance(second.active(), List.of(), day(3));
        assertThat(List.of(first, second, third))
                .as("revisions")
                .extracting(outcome -> outcome.changed().get(0).revision() - day(3).toEpochMilli())
                .containsExactly(0L, 1L, 2L);
        assertThat(third.active()).as("active").isEmpty();
    }

    private static Finding cluster(int fromDay, String... gridIds) {
        return new Finding(
                Detector.SCAN_PERMUTATION,
                gridIds[0],
                "cluster",
                List.of(gridIds),
                List.of(),
                null,
                null,
                day(fromDay),
                day(fromDay + 2),
                Evidence.count(5, "test"),
                List.of(),
                false,
                "",
                "",
                null,
                null);
    }
}

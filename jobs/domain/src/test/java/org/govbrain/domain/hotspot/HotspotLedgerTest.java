package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HotspotLedgerTest {

    @Test
    void aClusterThatKeepsHalfOfItsGridsKeepsItsName() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1", "G2", "G3")), day(3));
        HotspotLedger.Outcome second =
                HotspotLedger.advance(first.active(), List.of(cluster(2, "G2", "G3", "G4")), day(4));
        assertThat(second.active()).as("active").singleElement().satisfies(hotspot -> {
            assertThat(hotspot.hotspotId())
                    .as("id")
                    .isEqualTo(first.active().get(0).hotspotId());
            assertThat(hotspot.detectedAt()).as("detected").isEqualTo(day(3));
            assertThat(hotspot.finding().gridIds()).as("grids now").containsExactly("G2", "G3", "G4");
        });
        HotspotLedger.Outcome third =
                HotspotLedger.advance(second.active(), List.of(cluster(3, "G4", "G5", "G6")), day(5));
        assertThat(third.ended())
                .as("one in five grids in common: the old one ends")
                .singleElement()
                .satisfies(hotspot -> assertThat(hotspot.endedAt()).as("ended").isEqualTo(day(5)));
        assertThat(third.active())
                .as("and a new one begins")
                .singleElement()
                .satisfies(hotspot ->
                        assertThat(hotspot.detectedAt()).as("detected").isEqualTo(day(5)));
    }

    @Test
    void aClusterOfAnotherTimeIsAnotherCluster() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(cluster(1, "G1")), day(3));
        HotspotLedger.Outcome later = HotspotLedger.advance(first.active(), List.of(cluster(9, "G1")), day(11));
        assertThat(later.ended()).as("ended").hasSize(1);
        assertThat(later.active()).as("active").hasSize(1);
    }

    @Test
    void aGridWhoseEmergingPatternChangesTellsWhichItHadBefore() {
        HotspotLedger.Outcome first = HotspotLedger.advance(List.of(), List.of(emerging("new-hot", null)), day(3));
        HotspotLedger.Outcome second = HotspotLedger.advance(
                first.active(),
                List.of(emerging("consecutive-hot", null), emerging("consecutive-hot", "noise")),
                day(4));
        assertThat(second.ended())
                .as("the old pattern")
                .extracting(hotspot -> hotspot.finding().pattern())
                .containsExactly("new-hot");
        assertThat(second.active())
                .as("the new one, and one of another group that had none before")
                .extracting(hotspot -> hotspot.finding().categoryGroup(), Hotspot::previousPattern)
                .containsExactlyInAnyOrder(tuple(null, "new-hot"), tuple("noise", null));
        HotspotLedger.Outcome third =
                HotspotLedger.advance(second.active(), List.of(emerging("consecutive-hot", null)), day(5));
        assertThat(third.active())
                .as("it stays with the pattern that it explains")
                .extracting(Hotspot::previousPattern)
                .containsExactly("new-hot");
    }

    private static Finding emerging(String pattern, @Nullable String group) {
        return finding(Detector.EMERGING, "G1/" + pattern + "/" + group, pattern, group, day(1), day(3), "G1");
    }

    private static Finding cluster(int fromDay, String... gridIds) {
        return finding(Detector.SCAN_PERMUTATION, gridIds[0], "cluster", null, day(fromDay), day(fromDay + 2), gridIds);
    }

    private static Finding finding(
            Detector detector,
            String subject,
            String pattern,
            @Nullable String group,
            Instant from,
            Instant to,
            String... gridIds) {
        return new Finding(
                detector,
                subject,
                pattern,
                List.of(gridIds),
                List.of(),
                group,
                null,
                from,
                to,
                Evidence.count(5, "test"),
                List.of(),
                false,
                "",
                "",
                null,
                null);
    }
}

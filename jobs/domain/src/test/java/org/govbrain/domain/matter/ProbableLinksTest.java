package org.govbrain.domain.matter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbableLinksTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    private static LinkCandidate candidate(
            boolean incident,
            String group,
            Duration after,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable String b) {
        return new LinkCandidate(
                (incident ? "linkage110/" : "platform/") + "1", incident, group, TEN.plus(after), lon, lat, b);
    }

    @Test
    void theScoreFallsFromOneToNothingAtBothLimits() {
        LinkCandidate incident = candidate(true, "noise", Duration.ZERO, 116.3, 39.9, null);
        assertThat(ProbableLinks.score(incident, candidate(false, "noise", Duration.ZERO, 116.3, 39.9, null)))
                .hasValue(1.0);
        assertThat(ProbableLinks.score(incident, candidate(false, "noise", Duration.ofMinutes(30), 116.3, 39.9, null)))
                .as("half an hour is still within")
                .hasValue(0.5);
        assertThat(ProbableLinks.score(
                        incident,
                        candidate(false, "noise", Duration.ofMinutes(-30).minusMillis(1), 116.3, 39.9, null)))
                .isEmpty();
        double degrees149 = 149 / 111_195.0;
        assertThat(ProbableLinks.score(
                                incident, candidate(false, "noise", Duration.ZERO, 116.3, 39.9 + degrees149, null))
                        .orElseThrow())
                .isCloseTo(1 - 149 / 300.0, within(1e-3));
        double degrees151 = 151 / 111_195.0;
        assertThat(ProbableLinks.score(
                        incident, candidate(false, "noise", Duration.ZERO, 116.3, 39.9 + degrees151, null)))
                .isEmpty();
    }

    @Test
    void oneBuildingIsOnePlaceWithoutAnyPosition() {
        LinkCandidate incident = candidate(true, "noise", Duration.ZERO, null, null, "B1");
        assertThat(ProbableLinks.score(incident, candidate(false, "noise", Duration.ZERO, 116.3, 39.9, "B1")))
                .hasValue(1.0);
        assertThat(ProbableLinks.score(incident, candidate(false, "noise", Duration.ZERO, 116.3, 39.9, "B2")))
                .isEmpty();
    }

    @Test
    void anotherGroupOrTheSameStreamIsNoPair() {
        LinkCandidate incident = candidate(true, "noise", Duration.ZERO, 116.3, 39.9, null);
        assertThat(ProbableLinks.score(incident, candidate(false, "waste", Duration.ZERO, 116.3, 39.9, null)))
                .isEmpty();
        assertThat(ProbableLinks.score(incident, incident)).isEmpty();
    }

    @Test
    void aPairMeetsOverTheMeridianOf180Degrees() {
        LinkCandidate incident = candidate(true, "noise", Duration.ZERO, 179.9995, -44.0, null);
        LinkCandidate report = candidate(false, "noise", Duration.ZERO, -179.9995, -44.0, null);
        assertThat(ProbableLinks.score(incident, report)).as("80 m apart").isPresent();
        assertThat(ProbableLinks.meetingPlaces(report))
                .containsOnlyOnceElementsOf(ProbableLinks.meetingPlaces(incident));
        assertThat(ProbableLinks.meetingPlaces(candidate(true, "noise", Duration.ZERO, 180.0, -44.0, null)))
                .as("one meridian, two names")
                .isEqualTo(ProbableLinks.meetingPlaces(candidate(true, "noise", Duration.ZERO, -180.0, -44.0, null)));
    }

    @Property(tries = 2_000, seed = "20261126")
    void whatHasAScoreMeetsAtExactlyOnePlace(
            @ForAll @DoubleRange(min = -179, max = 179) double lon,
            @ForAll @DoubleRange(min = -80, max = 80) double lat,
            @ForAll @IntRange(min = -200, max = 200) int east,
            @ForAll @IntRange(min = -200, max = 200) int north) {
        LinkCandidate incident = candidate(true, "noise", Duration.ZERO, lon, lat, null);
        LinkCandidate report =
                candidate(false, "noise", Duration.ZERO, lon + east / 100_000.0, lat + north / 100_000.0, null);
        List<String> common = ProbableLinks.meetingPlaces(report);
        common.retainAll(ProbableLinks.meetingPlaces(incident));
        if (ProbableLinks.score(incident, report).isPresent()) {
            assertThat(common).hasSize(1);
        }
    }
}

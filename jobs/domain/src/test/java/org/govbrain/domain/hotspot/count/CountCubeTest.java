package org.govbrain.domain.hotspot.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.junit.jupiter.api.Test;

class CountCubeTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final List<String> GRIDS = List.of("G00", "G01");

    @Test
    void casesCountInTheSliceAndGridWhereTheyOpened() {
        List<CaseFact> cases = List.of(
                at("a", day(0), "G00"),
                at("b", day(0.999), "G01"),
                at("c", day(1), "G01"),
                at("now", day(2.5), "G01"),
                at("stranger", day(1), "G99"),
                change(at("cancelled", day(1), "G00")).cancelled().build(),
                change(at("finding", day(1), "G00")).patrolWork().build());
        CountCube cube = CountCube.of(cases, Slices.days(SHANGHAI, day(0), day(2.5), 60), GRIDS);
        assertThat(cube.counts()).as("day by grid").isDeepEqualTo(new int[][] {{1, 1}, {0, 1}});
        assertThat(CountCube.ofAll(cases, cube.slices(), GRIDS).counts())
                .as("with the finding that no platform took up")
                .isDeepEqualTo(new int[][] {{1, 1}, {1, 1}});
        assertThat(cube.total()).as("all").isEqualTo(3);
        assertThat(cube.startOfLast(1)).as("yesterday").isEqualTo(day(1));
    }

    @Test
    void effortIsSummedInTheSameShape() {
        List<PatrolEffort> efforts =
                List.of(new PatrolEffort(day(0.5), "G00", 20), new PatrolEffort(day(0.6), "G00", 10));
        assertThat(CountCube.effort(efforts, Slices.days(SHANGHAI, day(0), day(2), 60), GRIDS))
                .as("minutes")
                .isDeepEqualTo(new double[][] {{30.0, 0.0}, {0.0, 0.0}});
    }

    @Test
    void daysAreLocalDaysAlsoWhenTheClocksChange() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Slices days =
                Slices.days(paris, Instant.parse("2026-03-28T10:00:00Z"), Instant.parse("2026-03-30T10:00:00Z"), 60);
        assertThat(days.edges())
                .as("midnights around the change to summer time")
                .containsExactly(
                        Instant.parse("2026-03-27T23:00:00Z"),
                        Instant.parse("2026-03-28T23:00:00Z"),
                        Instant.parse("2026-03-29T22:00:00Z"));
    }

    @Test
    void hoursEndWithTheLastFullOneAndBeginWithTheData() {
        Slices hours = Slices.hours(day(0), day(0).plus(Duration.ofMinutes(150)), 168);
        assertThat(hours.count()).as("full hours").isEqualTo(2);
        assertThat(hours.indexOf(day(0).plus(Duration.ofMinutes(119))))
                .as("second hour")
                .isEqualTo(1);
        assertThat(hours.indexOf(day(0).plus(Duration.ofHours(2))))
                .as("not closed yet")
                .isEqualTo(-1);
        assertThat(hours.indexOf(day(0).minusMillis(1))).as("before the data").isEqualTo(-1);
    }
}

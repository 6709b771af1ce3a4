package org.govbrain.domain.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.sla.CalendarSpec;
import org.govbrain.domain.sla.Holidays;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.Policy.OnPolicyChange;
import org.govbrain.domain.sla.WorkCalendars;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class ReferenceHistoryTest {
    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T00:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T00:00:00Z");

    @Test
    void theFirstVersionHoldsFromTheBeginningAndEachFromItsInstantOn() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.KEEP, "G1"))
                .with(TUESDAY, city("two", OnPolicyChange.KEEP, "G1", "G2"));
        assertThat(history.at(Instant.EPOCH).policy().version()).isEqualTo("one");
        assertThat(history.at(TUESDAY.minusMillis(1)).policy().version()).isEqualTo("one");
        assertThat(history.at(TUESDAY).policy().version()).isEqualTo("two");
        assertThat(history.nextAfter(MONDAY)).isEqualTo(TUESDAY);
        assertThat(history.nextAfter(TUESDAY)).isNull();
        assertThat(history.gridIds()).containsExactly("G1", "G2");
    }

    @Test
    void aVersionThatWouldTakeEffectBeforeTheOneBeforeItDoesSoTogetherWithIt() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.KEEP, "G1"))
                .with(WEDNESDAY, city("two", OnPolicyChange.KEEP, "G1"))
                .with(TUESDAY, city("three", OnPolicyChange.KEEP, "G1"));
        assertThat(history.at(TUESDAY).policy().version()).isEqualTo("one");
        assertThat(history.at(WEDNESDAY).policy().version())
                .as("the one published last")
                .isEqualTo("three");
    }

    @Test
    void anotherCityHoldsFromTheBeginning() {
        ReferenceHistory history = ReferenceHistory.of(city("sample", OnPolicyChange.KEEP, "G1", "G2"))
                .with(TUESDAY, city("real", OnPolicyChange.KEEP, "H1"));
        assertThat(history.at(Instant.EPOCH).policy().version()).isEqualTo("real");
        assertThat(history.gridIds()).containsExactly("H1");
    }

    @Test
    void whatKeepsIsPromisedByTheVersionOfItsOpening() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.ADOPT, "G1"))
                .with(TUESDAY, city("two", OnPolicyChange.KEEP, "G1"));
        assertThat(version(history, MONDAY, WEDNESDAY)).isEqualTo("one");
        assertThat(version(history, TUESDAY, WEDNESDAY)).isEqualTo("two");
        assertThat(history.nextAdoption(MONDAY, MONDAY)).isNull();
    }

    @Test
    void whatAdoptsIsPromisedByTheNewVersionFromItsInstantOnUnlessItHadEnded() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.KEEP, "G1"))
                .with(TUESDAY, city("two", OnPolicyChange.ADOPT, "G1"))
                .with(WEDNESDAY, city("three", OnPolicyChange.KEEP, "G1"));
        assertThat(version(history, MONDAY, TUESDAY.minusMillis(1))).isEqualTo("one");
        assertThat(version(history, MONDAY, TUESDAY)).isEqualTo("two");
        assertThat(version(history, MONDAY, WEDNESDAY))
                .as("three is not adopted")
                .isEqualTo("two");
        assertThat(history.nextAdoption(MONDAY, MONDAY)).isEqualTo(TUESDAY);
        assertThat(history.nextAdoption(MONDAY, TUESDAY)).isNull();
        assertThat(history.promises(MONDAY, WEDNESDAY).changes()).isEqualTo(1);
    }

    @Test
    void aNewGridFileChangesNoPromise() {
        ReferenceData first = city("one", OnPolicyChange.ADOPT, "G1");
        ReferenceData grids = city("one", OnPolicyChange.ADOPT, "G1", "G2").withPromisesOf(first);
        ReferenceHistory history = ReferenceHistory.of(first).with(TUESDAY, grids);
        assertThat(history.nextAdoption(MONDAY, MONDAY)).isNull();
        assertThat(history.promises(MONDAY, WEDNESDAY).changes()).isZero();
        assertThat(history.at(TUESDAY).grids().contains("G2")).isTrue();
    }

    @Test
    void aClockThatKeepsItsCalendarStillLearnsTheHolidaysOfAYearThatItDidNotKnow() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.KEEP, calendars(false, 2026), "G1"))
                .with(TUESDAY, city("two", OnPolicyChange.KEEP, calendars(true, 2026, 2027), "G1"));
        assertThat(history.promises(MONDAY, TUESDAY).changes()).isEqualTo(1);
        WorkCalendars kept = calendars(false, 2026).withYearsOf(calendars(true, 2026, 2027));
        Instant noon = Instant.parse("2026-12-31T12:00:00Z");
        assertThat(kept.get("office").due(noon, 5 * 3_600_000L))
                .as("4 of its hours are left this year; 1 January 2027 is off by the newer file")
                .isEqualTo(Instant.parse("2027-01-02T09:00:00Z"));
        assertThat(kept.get("office")
                        .elapsedMs(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-02T00:00:00Z")))
                .as("the first of January 2026 is as the older file has it: worked")
                .isEqualTo(8 * 3_600_000L);
    }

    @Test
    void aGridThatWasTakenOutIsShownAsItWasLastAndSaysSo() {
        ReferenceHistory history = ReferenceHistory.of(city("one", OnPolicyChange.KEEP, "G1", "G2"))
                .with(TUESDAY, city("two", OnPolicyChange.KEEP, "G1", "G3"));
        assertThat(GridProfile.of(history, "G2", MONDAY).retired()).isFalse();
        assertThat(GridProfile.of(history, "G2", TUESDAY).retired()).isTrue();
        assertThat(GridProfile.of(history, "G2", TUESDAY).name()).isEqualTo("name of G2");
        assertThat(GridProfile.of(history, "G3", MONDAY).known()).as("not yet").isFalse();
        assertThat(GridProfile.of(history, "G3", TUESDAY).known()).isTrue();
    }

    private static String version(ReferenceHistory history, Instant openedAt, Instant until) {
        return history.promises(openedAt, until).data().policy().version();
    }

    private static ReferenceData city(String version, OnPolicyChange onChange, String... gridIds) {
        return city(version, onChange, WorkCalendars.of(Set.of(), Set.of()), gridIds);
    }

    private static ReferenceData city(
            String version, OnPolicyChange onChange, WorkCalendars calendars, String... gridIds) {
        return new ReferenceData(
                new GridIndex(Stream.of(gridIds).map(ReferenceHistoryTest::grid).toList()),
                BuildingIndex.empty(),
                new CategoryCatalogue(List.of(), List.of()),
                new Policy(version, onChange, List.of()),
                calendars,
                HotspotPolicy.DEFAULT,
                ReferenceData.DEFAULT_ZONE);
    }

    private static Grid grid(String gridId) {
        return Grid.of(
                gridId, "name of " + gridId, null, null, null, new GeometryFactory().createPolygon(new Coordinate[] {
                            new Coordinate(0, 0), new Coordinate(1, 0), new Coordinate(1, 1), new Coordinate(0, 0)
                        }));
    }

    /** Every day from 8 to 16 UTC; New Year's Day is off or not. */
    private static WorkCalendars calendars(boolean newYearOff, Integer... years) {
        Set<LocalDate> off = newYearOff ? Set.of(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)) : Set.of();
        return WorkCalendars.of(
                List.of(new CalendarSpec(
                        "office",
                        "UTC",
                        EnumSet.allOf(DayOfWeek.class),
                        List.of(new CalendarSpec.Window(8 * 60, 16 * 60)),
                        "china")),
                List.of(new Holidays("china", Set.of(years), off, Set.of())));
    }
}

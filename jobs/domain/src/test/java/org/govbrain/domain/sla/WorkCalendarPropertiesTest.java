package org.govbrain.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.govbrain.domain.sla.CalendarSpec.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarPropertiesTest {
    private static final long MINUTE = 60_000;
    /** Inside 2026, of which the holidays are known; near both changes of the clocks in each zone below. */
    private static final long FROM = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private static final int SPAN_MINUTES = 330 * 1440;

    @Property(tries = 300, seed = "20261126")
    void dueAndElapsedAreInverse(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll @IntRange(max = SPAN_MINUTES) int start,
            @ForAll @IntRange(min = 1, max = 3000) int goal) {
        WorkCalendar calendar = Calendars.compile(spec);
        long from = at(start);
        long due = calendar.dueMs(from, goal * MINUTE);
        assertThat(calendar.elapsedMs(from, due))
                .as("all of the goal has run at due")
                .isEqualTo(goal * MINUTE);
        assertThat(calendar.elapsedMs(from, due - 1))
                .as("due is the earliest such instant")
                .isLessThan(goal * MINUTE);
    }

    @Property(tries = 300, seed = "20261126")
    void elapsedIsMonotoneAndAdditiveOverSplits(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll @IntRange(max = SPAN_MINUTES) int start,
            @ForAll @IntRange(max = 20_000) int first,
            @ForAll @IntRange(max = 20_000) int second) {
        WorkCalendar calendar = Calendars.compile(spec);
        long a = at(start);
        long b = a + first * MINUTE + 17;
        long c = b + second * MINUTE + 4;
        assertThat(calendar.elapsedMs(a, c))
                .as("the whole is the sum of its parts")
                .isEqualTo(calendar.elapsedMs(a, b) + calendar.elapsedMs(b, c))
                .as("it does not shrink with time")
                .isGreaterThanOrEqualTo(calendar.elapsedMs(a, b))
                .as("it never outruns the wall")
                .isLessThanOrEqualTo(c - a);
    }

    @Property(tries = 300, seed = "20261126")
    void dueIsMonotoneInStartAndGoal(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll @IntRange(max = SPAN_MINUTES) int start,
            @ForAll @IntRange(max = 5000) int later,
            @ForAll @IntRange(max = 3000) int goal,
            @ForAll @IntRange(max = 3000) int more) {
        WorkCalendar calendar = Calendars.compile(spec);
        long due = calendar.dueMs(at(start), goal * MINUTE);
        assertThat(calendar.dueMs(at(start + later), goal * MINUTE))
                .as("a later start is not due earlier")
                .isGreaterThanOrEqualTo(due);
        assertThat(calendar.dueMs(at(start), (goal + more) * MINUTE))
                .as("more is not due earlier")
                .isGreaterThanOrEqualTo(due);
    }

    @Property(tries = 60, seed = "20261126")
    void agreesWithItsSlowTwinThatLooksAtEachMinute(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll("nearClockChanges") long start,
            @ForAll @IntRange(min = 1, max = 6000) int minutes) {
        WorkCalendar calendar = Calendars.compile(spec);
        long worked = 0;
        for (int i = 0; i < minutes; i++) {
            worked += isWorked(spec, start + i * MINUTE) ? MINUTE : 0;
        }
        assertThat(calendar.elapsedMs(start, start + minutes * MINUTE))
                .as("minutes counted")
                .isEqualTo(worked);
    }

    @Property(tries = 60, seed = "20261126")
    void dueAgreesWithItsSlowTwinThatLooksAtEachMinute(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll("nearClockChanges") long start,
            @ForAll @IntRange(min = 1, max = 300) int goal) {
        long worked = 0;
        long minute = start;
        for (; worked < goal; minute += MINUTE) {
            worked += isWorked(spec, minute) ? 1 : 0;
        }
        assertThat(Calendars.compile(spec).dueMs(start, goal * MINUTE))
                .as("the end of the minute that makes it full")
                .isEqualTo(minute);
    }

    @Property(tries = 60, seed = "20261126")
    void theEndOfADayHasTheStartsDayAndSoManyMoreWorkedDaysBehindIt(
            @ForAll("calendars") CalendarSpec spec,
            @ForAll("nearClockChanges") long start,
            @ForAll @IntRange(max = 4) int days) {
        long end = Calendars.compile(spec).endOfDayMs(start, days);
        Set<LocalDate> worked = new HashSet<>();
        for (long minute = start; minute < end; minute += MINUTE) {
            if (isWorked(spec, minute)) {
                worked.add(LocalDate.ofInstant(Instant.ofEpochMilli(minute), ZoneId.of(spec.zone())));
            }
        }
        LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(end - 1), ZoneId.of(spec.zone()));
        long midnight = last.plusDays(1)
                .atStartOfDay(ZoneId.of(spec.zone()))
                .toInstant()
                .toEpochMilli();
        assertThat(worked)
                .as("days with work from start to end")
                .hasSize(days + 1)
                .contains(last);
        for (long minute = end; minute < midnight; minute += MINUTE) {
            assertThat(isWorked(spec, minute)).as("nothing of that day is left").isFalse();
        }
    }

    @Test
    void aNightInWhichTheClocksGoBackIsAnHourLonger() {
        CalendarSpec night = new CalendarSpec(
                "night", "America/Los_Angeles", Set.of(DayOfWeek.values()), List.of(new Window(0, 360)), null);
        WorkCalendar calendar = Calendars.compile(night);
        Instant midnight = Instant.parse("2026-11-01T07:00:00Z");
        assertThat(calendar.elapsedMs(midnight, midnight.plusSeconds(86_400)))
                .as("00:00 to 06:00 with 01:00 to 02:00 twice")
                .isEqualTo(7 * 60 * MINUTE);
        Instant spring = Instant.parse("2026-03-08T08:00:00Z");
        assertThat(calendar.elapsedMs(spring, spring.plusSeconds(80_000)))
                .as("00:00 to 06:00 without 02:00 to 03:00")
                .isEqualTo(5 * 60 * MINUTE);
    }

    @ParameterizedTest
    @CsvSource({
        // After 00:59 it is 00:00 again, and the day before has long closed.
        "America/Havana, 1320, 1440, 2026-10-31T14:00:00Z, 2026-11-01T04:00:00Z",
        "Atlantic/Azores, 1320, 1440, 2026-10-24T14:00:00Z, 2026-10-25T00:00:00Z",
        "Europe/Berlin, 60, 120, 2026-10-24T22:00:00Z, 2026-10-25T00:00:00Z",
        // 01:00 to 02:00 comes twice, and the day closes after the second.
        "Europe/Berlin, 60, 150, 2026-10-24T22:00:00Z, 2026-10-25T01:30:00Z",
        // From 02:00 it is 03:00: the hour of closing never comes.
        "America/St_Johns, 30, 150, 2026-03-08T03:30:00Z, 2026-03-08T05:30:00Z",
        // All hours of the day are skipped: the next day counts.
        "America/Santiago, 30, 60, 2026-09-05T23:00:00Z, 2026-09-07T04:00:00Z",
    })
    void aDayClosesWithItsLastWorkedMinute(String zone, int from, int to, Instant start, Instant end) {
        CalendarSpec spec =
                new CalendarSpec("any", zone, Set.of(DayOfWeek.values()), List.of(new Window(from, to)), null);
        assertThat(Instant.ofEpochMilli(Calendars.compile(spec).endOfDayMs(start.toEpochMilli(), 0)))
                .isEqualTo(end);
    }

    @Test
    void aYearWithoutHolidayDataIsAnErrorAndNotAGuess() {
        WorkCalendar calendar = Calendars.compile(Calendars.office("Asia/Shanghai", "china"));
        Instant newYearsEve = Instant.parse("2026-12-31T09:00:00Z");
        assertThat(calendar.due(newYearsEve, 30 * MINUTE))
                .as("inside the year all is known")
                .isEqualTo(Instant.parse("2026-12-31T09:30:00Z"));
        assertThatThrownBy(() -> calendar.due(newYearsEve, 31 * MINUTE))
                .as("one minute more needs 2027")
                .isInstanceOf(MissingHolidaysException.class)
                .hasMessageContaining("'office'")
                .hasMessageContaining("2027")
                .hasMessageContaining("calendar.yaml");
    }

    @Test
    void aYearWithoutHolidayDataIsNothingToACalendarWithoutHolidays() {
        WorkCalendar calendar = Calendars.compile(Calendars.office("Asia/Shanghai", null));
        assertThat(calendar.due(Instant.parse("2031-01-01T01:00:00Z"), MINUTE))
                .as("a Wednesday like any other")
                .isEqualTo(Instant.parse("2031-01-01T01:01:00Z"));
    }

    @Provide
    Arbitrary<CalendarSpec> calendars() {
        Arbitrary<String> zones = Arbitraries.of("Asia/Shanghai", "America/Los_Angeles", "Europe/Berlin", "UTC");
        Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
        Arbitrary<List<Window>> windows = Arbitraries.integers()
                .between(0, 96)
                .set()
                .ofSize(4)
                .map(cuts -> cuts.stream().sorted().toList())
                .map(cuts -> List.of(
                        new Window(cuts.get(0) * 15, cuts.get(1) * 15),
                        new Window(cuts.get(2) * 15, cuts.get(3) * 15)));
        Arbitrary<Boolean> holidays = Arbitraries.of(true, false);
        // A holiday calendar knows 2026 only, so it must reach its goal before the year ends.
        return Combinators.combine(zones, days, windows, holidays)
                .as((zone, worked, hours, china) -> new CalendarSpec(
                        "any",
                        zone,
                        china ? EnumSet.allOf(DayOfWeek.class) : worked,
                        china ? Calendars.OFFICE_HOURS : hours,
                        china ? "china" : null));
    }

    @Provide
    Arbitrary<Long> nearClockChanges() {
        return Arbitraries.of(
                        "2026-03-07T00:00:00Z",
                        "2026-03-28T00:00:00Z",
                        "2026-10-24T00:00:00Z",
                        "2026-10-31T00:00:00Z",
                        "2026-02-13T00:00:00Z",
                        "2026-09-18T00:00:00Z")
                .map(day -> Instant.parse(day).toEpochMilli())
                .flatMap(day -> Arbitraries.longs().between(0, 1440).map(minute -> day + minute * MINUTE));
    }

    private static long at(int minute) {
        return FROM + minute * MINUTE;
    }

    private static boolean isWorked(CalendarSpec spec, long ms) {
        ZonedDateTime local = Instant.ofEpochMilli(ms).atZone(ZoneId.of(spec.zone()));
        LocalDate day = local.toLocalDate();
        boolean worked = spec.days().contains(day.getDayOfWeek());
        if (spec.holidays() != null) {
            Holidays china = Calendars.china2026();
            worked = china.work().contains(day) || (worked && !china.off().contains(day));
        }
        int minute = local.getHour() * 60 + local.getMinute();
        return worked
                && spec.windows().stream()
                        .anyMatch(window -> window.fromMinute() <= minute && minute < window.toMinute());
    }
}

package org.govbrain.domain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The nights in which the clocks go back from three to two, and on from two to three. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-10-24T12:00:00Z", "2026-03-28T12:00:00Z"})
    void no_change_of_shift_is_missed_in_the_night_in_which_the_clocks_change(Instant from) {
        List<Shift> shifts = List.of(shift("22:00", "02:30"), shift("02:30", "10:00"), shift("10:00", "22:00"));
        Roster roster = new Roster(
                new RosterSpec("r1", BERLIN, List.of(), shifts, List.of(), List.of(), List.of(), List.of(), Map.of()));
        Instant until = from.plus(Duration.ofDays(2));
        Set<Instant> changes = new TreeSet<>();
        for (Instant at = from; at.isBefore(until); at = at.plus(MINUTE)) {
            Instant now = at;
            if (shifts.stream()
                    .anyMatch(shift -> shift.runsAt(now, BERLIN) != shift.runsAt(now.minus(MINUTE), BERLIN))) {
                changes.add(at);
            }
        }
        Set<Instant> told = new TreeSet<>();
        for (Instant at = roster.nextChange(from); at.isBefore(until); at = roster.nextChange(at)) {
            told.add(at);
        }
        assertThat(changes).as("changes, minute by minute").hasSizeGreaterThanOrEqualTo(6);
        assertThat(told).containsAll(changes);
    }

    private static Shift shift(String from, String to) {
        return new Shift(from, LocalTime.parse(from), LocalTime.parse(to), Set.of(), null);
    }
}

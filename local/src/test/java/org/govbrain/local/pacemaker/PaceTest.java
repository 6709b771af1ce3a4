package org.govbrain.local.pacemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LAST_YEAR = Instant.parse("2025-11-23T08:00:00Z");
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Duration QUIET = Duration.ofSeconds(15);
    /** What must be said for event time to reach an instant, given 250 ms of disorder. */
    private static final Duration MARGIN = Duration.ofMillis(251);

    private final Pace auto = pace(ClockMode.AUTO, PaceState.EMPTY);

    @Test
    void nothing_is_said_before_anything_happened() {
        assertThat(beat(auto, at(60))).as("no event, no clock").isEmpty();
    }

    @Test
    void history_is_closed_at_its_own_end_once_the_input_is_quiet() {
        auto.saw(LAST_YEAR, NOW, NOW);
        auto.saw(LAST_YEAR.minusSeconds(5), NOW, at(1));
        assertThat(beat(auto, at(15.9))).as("14.9 s after the last record").isEmpty();
        assertThat(beat(auto, at(16))).as("15 s after it").contains(LAST_YEAR.plus(MARGIN));
        assertThat(beat(auto, at(3600))).as("and nothing later, ever").contains(LAST_YEAR.plus(MARGIN));
    }

    @Test
    void more_history_stops_the_clock_until_it_is_quiet_again() {
        auto.saw(LAST_YEAR, NOW, NOW);
        beat(auto, at(15));
        auto.saw(LAST_YEAR.plusSeconds(60), NOW, at(20));
        assertThat(beat(auto, at(20.25))).as("still coming").isEmpty();
        assertThat(beat(auto, at(35)))
                .as("quiet")
                .contains(LAST_YEAR.plusSeconds(60).plus(MARGIN));
    }

    @Test
    void a_current_event_starts_the_clock_of_this_machine_for_good() {
        auto.saw(at(-599), NOW, NOW);
        assertThat(beat(auto, at(0.25))).as("at once").contains(at(0.25));
        auto.saw(LAST_YEAR, at(1), at(1));
        assertThat(beat(auto, at(1.25))).as("history does not take it back").contains(at(1.25));
        Pace restarted = pace(ClockMode.AUTO, auto.state());
        assertThat(beat(restarted, at(0))).as("nor does a restart").contains(NOW);
    }

    @Test
    void an_event_of_ten_minutes_and_a_second_ago_is_history() {
        auto.saw(at(-601), NOW, NOW);
        assertThat(beat(auto, at(0.25))).as("the data's clock").isEmpty();
    }

    @Test
    void an_event_from_the_future_moves_no_clock() {
        auto.saw(at(301), NOW, NOW);
        assertThat(beat(auto, at(60)))
                .as("quarantined, so it counts for nothing")
                .isEmpty();
        assertThat(auto.state().newest()).as("newest").isNull();
    }

    @Test
    void a_restart_waits_for_quiet_again_and_remembers_the_end_of_history() {
        Pace restarted = pace(ClockMode.AUTO, new PaceState(LAST_YEAR, false, false));
        assertThat(beat(restarted, at(14))).as("records may be waiting unread").isEmpty();
        assertThat(beat(restarted, at(15))).as("none came").contains(LAST_YEAR.plus(MARGIN));
    }

    @Test
    void a_feeder_that_cannot_say_how_far_it_is_stops_every_clock() {
        Pace wall = pace(ClockMode.WALL, PaceState.EMPTY);
        wall.feeding("ingest", null, at(1));
        assertThat(beat(wall, at(1))).as("its backlog is unknown").isEmpty();
        wall.fed("ingest", at(2));
        assertThat(beat(wall, at(2))).as("it is through").contains(at(2));
    }

    @Test
    void a_feeder_that_died_is_forgotten_after_its_lease() {
        Pace wall = pace(ClockMode.WALL, PaceState.EMPTY);
        wall.feeding("ingest", null, NOW);
        assertThat(beat(wall, NOW.plus(Pace.LEASE))).as("still believed").isEmpty();
        Instant later = NOW.plus(Pace.LEASE).plusMillis(1);
        assertThat(beat(wall, later)).as("forgotten").contains(later);
    }

    @Test
    void after_the_patrols_of_today_the_platform_file_of_today_may_follow() {
        auto.feeding("patrol", null, NOW);
        auto.saw(at(-1), NOW, NOW);
        auto.fed("patrol", at(2));
        assertThat(beat(auto, at(16)))
                .as("current events, but a feeder was here 14 s ago")
                .isEmpty();
        auto.feeding("platform", null, at(16));
        auto.fed("platform", at(18));
        assertThat(beat(auto, at(32))).as("14 s after the second").isEmpty();
        assertThat(beat(auto, at(33)))
                .as("15 s after it, by this machine's clock")
                .contains(at(33));
    }

    @Test
    void a_feeder_that_names_its_instant_is_the_clock() {
        auto.feeding("demo", LAST_YEAR, NOW);
        assertThat(beat(auto, at(0.25))).as("the demo's day").contains(LAST_YEAR);
        auto.feeding("demo", LAST_YEAR.plusSeconds(30), at(1));
        assertThat(beat(auto, at(1))).as("at the demo's speed").contains(LAST_YEAR.plusSeconds(30));
        auto.feeding("other", LAST_YEAR.plusSeconds(20), at(1.5));
        assertThat(beat(auto, at(1.5)))
                .as("the slowest feeder counts, and heartbeats do not go back")
                .contains(LAST_YEAR.plusSeconds(30));
    }

    @Test
    void no_heartbeat_is_later_than_now_whatever_a_feeder_says() {
        auto.feeding("demo", at(3600), NOW);
        assertThat(beat(auto, at(1))).as("capped").contains(at(1));
    }

    @Test
    void data_mode_never_turns_to_this_machines_clock() {
        Pace data = pace(ClockMode.DATA, PaceState.EMPTY);
        data.saw(at(-1), NOW, NOW);
        assertThat(beat(data, at(20))).as("the newest event's time").contains(at(-1).plus(MARGIN));
    }

    @Test
    void wall_mode_beats_from_the_start() {
        assertThat(beat(pace(ClockMode.WALL, PaceState.EMPTY), NOW)).as("now").isEqualTo(Optional.of(NOW));
    }

    @Test
    void a_clock_that_leaped_a_year_ahead_and_was_put_right_is_forgotten_at_once() {
        Pace wall = pace(ClockMode.WALL, PaceState.EMPTY);
        assertThat(wall.beat(at(0.25), at(0.25))).as("well").contains(at(0.25));
        assertThat(wall.beat(NOW.plus(A_YEAR), at(0.5)))
                .as("leaped; nobody can know")
                .contains(NOW.plus(A_YEAR));
        assertThat(wall.beat(at(0.75), at(0.75)))
                .as("a dead letter is not said again")
                .contains(at(0.75));
    }

    @Test
    void a_step_that_jobs_have_believed_is_waited_for() {
        Pace wall = pace(ClockMode.WALL, PaceState.EMPTY);
        wall.beat(at(300), at(0.25));
        assertThat(wall.beat(at(0), at(0.5))).as("five minutes were believed").contains(at(300));
        assertThat(wall.beat(at(299), at(299))).as("no step back").contains(at(300));
        assertThat(wall.beat(at(301), at(301))).as("time has caught up").contains(at(301));
    }

    @Test
    void a_leap_of_the_clock_ends_neither_quiet_nor_a_feeders_lease() {
        auto.saw(LAST_YEAR, NOW, NOW);
        auto.feeding("ingest", null, NOW);
        assertThat(auto.beat(NOW.plus(A_YEAR), at(1)))
                .as("the feeder is at work, whatever this machine's clock says")
                .isEmpty();
        auto.fed("ingest", at(2));
        assertThat(auto.beat(at(16.9), at(16.9))).as("14.9 s of quiet").isEmpty();
        assertThat(auto.beat(NOW.plus(A_YEAR), at(17)))
                .as("history is closed at its own end")
                .contains(LAST_YEAR.plus(MARGIN));
        assertThat(auto.beat(at(17.25), at(17.25))).as("and stays there").contains(LAST_YEAR.plus(MARGIN));
    }

    @Test
    void the_datas_clock_says_nothing_that_jobs_would_refuse() {
        Pace data = pace(ClockMode.DATA, new PaceState(at(3600), false, false));
        assertThat(data.beat(at(60), at(60)))
                .as("this machine's clock was an hour ahead when it saw this event")
                .isEmpty();
        assertThat(data.beat(at(3301), at(3301)))
                .as("near enough to be believed")
                .contains(at(3600).plus(MARGIN));
    }

    /** Beats with a clock that runs evenly. */
    private static Optional<Instant> beat(Pace pace, Instant now) {
        return pace.beat(now, now);
    }

    private static Pace pace(ClockMode mode, PaceState state) {
        return new Pace(mode, QUIET, state, NOW);
    }

    private static Instant at(double seconds) {
        return NOW.plusMillis(Math.round(seconds * 1000));
    }
}

package org.govbrain.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.govbrain.local.simulate.SimulatorSettings;

/**
 * How far the sample days are played.
 *
 * @param firstDay the day with which the city's life begins
 * @param playedUpTo everything that arrives before this instant is in Kafka
 * @param events how many that are, redeliveries included
 */
record DemoState(LocalDate firstDay, Instant playedUpTo, long events) {
    private static final Duration LIVE = Duration.ofSeconds(2);

    /** Yesterday is played too: on a city without a past nothing would be overdue, and after midnight all would be empty. */
    static DemoState beginningBefore(Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, SimulatorSettings.ZONE).minusDays(1);
        return new DemoState(
                yesterday, yesterday.atStartOfDay(SimulatorSettings.ZONE).toInstant(), 0);
    }

    /** Whether the past is over. */
    boolean isLive(Instant now) {
        return !playedUpTo.isBefore(now.minus(LIVE));
    }
}

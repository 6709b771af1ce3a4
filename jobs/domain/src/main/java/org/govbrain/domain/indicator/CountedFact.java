package org.govbrain.domain.indicator;

import java.time.Instant;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.jspecify.annotations.Nullable;

/**
 * By what a review board counts one case or one breach: equal facts count equally. Instants are in epoch milliseconds.
 *
 * @param atMs in whose period it counts: opened, or due
 * @param settledMs with whose day it is published: opened, due, or stopped
 * @param ownerId who had to act; null for a case
 */
public record CountedFact(
        long atMs,
        long settledMs,
        @Nullable String gridId,
        @Nullable String categoryGroup,
        @Nullable String ownerId) {

    /** That a case was opened; null while another supersedes it. */
    public static @Nullable CountedFact openingOf(CaseSituation situation) {
        if (situation.mergedInto() != null) {
            return null;
        }
        long openedMs = situation.matter().openedAt().toEpochMilli();
        return new CountedFact(openedMs, openedMs, situation.place().gridId(), situation.categoryGroup(), null);
    }

    /** That a deadline was missed; null once that is withdrawn. */
    public static @Nullable CountedFact missOf(Breach breach) {
        return of(breach, breach.dueAt());
    }

    /** That what was late was done or called off after all; null while it was not. */
    public static @Nullable CountedFact stopOf(Breach breach) {
        Instant stoppedAt = breach.stoppedAt();
        return stoppedAt == null ? null : of(breach, stoppedAt);
    }

    private static @Nullable CountedFact of(Breach breach, Instant settledAt) {
        return breach.state() == BreachState.WITHDRAWN
                ? null
                : new CountedFact(
                        breach.dueAt().toEpochMilli(),
                        settledAt.toEpochMilli(),
                        breach.place().gridId(),
                        breach.categoryGroup(),
                        breach.ownerId());
    }
}

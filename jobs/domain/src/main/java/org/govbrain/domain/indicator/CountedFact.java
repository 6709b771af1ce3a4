package org.govbrain.domain.indicator;

import java.time.Instant;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.matter.Matter;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.jspecify.annotations.Nullable;

/**
 * By what a review board counts one case or one breach: equal facts count equally. Instants are in epoch milliseconds.
 *
 * @param atMs in whose period it counts: opened, or due
 * @param settledMs with whose day it is published: opened, ended, due, or stopped
 * @param ownerId who had to act; null for the opening of a case, which changes hands without being another one
 * @param urgency of the opening of a case; null for everything else, and in state that an older version wrote
 */
public record CountedFact(
        long atMs,
        long settledMs,
        @Nullable String gridId,
        @Nullable String categoryGroup,
        @Nullable String ownerId,
        @Nullable Urgency urgency) {

    /** That a case was opened; null while another supersedes it. */
    public static @Nullable CountedFact openingOf(CaseSituation situation) {
        if (situation.mergedInto() != null) {
            return null;
        }
        Matter matter = situation.matter();
        return of(situation, matter.openedAt(), null, matter.urgency());
    }

    /** That a case was closed or called off; null while it is open, and while another supersedes it. */
    public static @Nullable CountedFact endOf(CaseSituation situation) {
        if (situation.mergedInto() != null || situation.isOpen()) {
            return null;
        }
        Matter matter = situation.matter();
        Instant endedAt = matter.closedAt() == null ? matter.lastEventAt() : matter.closedAt();
        return of(situation, endedAt, situation.ownerId(), null);
    }

    private static CountedFact of(
            CaseSituation situation, Instant settledAt, @Nullable String ownerId, @Nullable Urgency urgency) {
        return new CountedFact(
                situation.matter().openedAt().toEpochMilli(),
                settledAt.toEpochMilli(),
                situation.place().gridId(),
                situation.categoryGroup(),
                ownerId,
                urgency);
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
                        breach.ownerId(),
                        null);
    }
}

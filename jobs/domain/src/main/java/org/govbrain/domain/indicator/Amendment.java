package org.govbrain.domain.indicator;

import java.time.LocalDate;
import org.govbrain.domain.situation.Place;

/**
 * A fact that became known after its day had been published, negated: counted by their weights together with the cases and
 * breaches as they are now, all that became known after a day give what was published with that day.
 *
 * @param knownOnDay day with whose numbers the news is published, as an epoch day
 * @param weight 1 for what had been published, -1 for what is to be counted instead, 0 if that is nothing any more
 */
public record Amendment(
        FactSubject subject, CountedFact fact, Place place, long knownOnDay, int weight, long revision) {

    /** {@code kind|case or breach|day|was}, or {@code is} for what is to be counted instead. */
    public String id() {
        return subject.id() + "|" + knownOn() + "|" + (weight > 0 ? "was" : "is");
    }

    /** The same day. */
    public LocalDate knownOn() {
        return LocalDate.ofEpochDay(knownOnDay);
    }
}

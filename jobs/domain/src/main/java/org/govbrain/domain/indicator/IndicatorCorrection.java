package org.govbrain.domain.indicator;

import java.time.LocalDate;
import org.govbrain.domain.situation.Place;

/**
 * What became known of a cell after its day had been published, negated: added to the cell as it is now, all that became known
 * after a day gives the cell as it was published with that day.
 *
 * @param knownOnDay day with whose numbers the news is published, as an epoch day
 */
public record IndicatorCorrection(
        IndicatorCell cell, Place place, long knownOnDay, IndicatorCounts counts, long revision) {

    /** {@code hour|grid|department|platform|day}. */
    public String id() {
        return cell.id() + "|" + knownOn();
    }

    /** The same day. */
    public LocalDate knownOn() {
        return LocalDate.ofEpochDay(knownOnDay);
    }
}

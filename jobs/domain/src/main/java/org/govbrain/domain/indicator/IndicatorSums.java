package org.govbrain.domain.indicator;

import java.time.LocalDate;
import org.govbrain.domain.situation.Place;

/**
 * One cell as it is shown; the place as it was called in that hour.
 *
 * @param begunAgainOn see {@link IndicatorRecord#begunAgainOn}
 */
public record IndicatorSums(IndicatorCell cell, Place place, IndicatorCounts counts, long revision, long begunAgainOn) {

    /** That of its cell; with the day, where the cell began again. Who sums up documents counts every case once. */
    public String id() {
        return begunAgainOn == 0 ? cell.id() : cell.id() + "|" + LocalDate.ofEpochDay(begunAgainOn);
    }
}

package org.govbrain.domain.indicator;

import java.time.LocalDate;
import org.govbrain.domain.situation.Place;
import org.jspecify.annotations.Nullable;

/** The sums of one cell. A plain state object. */
public final class IndicatorRecord {
    public IndicatorCell cell = new IndicatorCell(0, null, null, null);
    public IndicatorCounts counts = new IndicatorCounts();

    /** Sum of the revisions of its cases: grows with each news, and is equal for equal knowledge. */
    public long revision;

    /** Cases that may still change it. */
    public int cases;

    /** When its document is written next, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** Event time at which its document was last written, in epoch milliseconds; 0 for never. */
    public long saidAtMs;

    /** Day with whose numbers the newest correction is published, as an epoch day. */
    public long correctedOn;

    /** The negated sum of what became known with that day; null of most cells, which are never corrected. */
    public @Nullable IndicatorCounts corrections;

    /** Whether that correction has changed since it was last said. */
    public boolean correctionIsNews;

    /**
     * The day, as an epoch day, on which it began again after it may have been forgotten: what was counted before stands in a
     * document that it must not write over. 0 of a cell that is what all cases made it.
     */
    public long begunAgainOn;

    public void take(IndicatorChange change) {
        cell = change.cell();
        counts.add(change.counts(), 1);
        revision += change.news();
        cases += change.cases();
    }

    /** A change of a cell that had been published: it became known with {@code day}, which never goes back. */
    public void correct(IndicatorChange change, LocalDate day) {
        IndicatorCounts sum = corrections;
        if (sum == null || day.toEpochDay() != correctedOn) {
            correctedOn = day.toEpochDay();
            sum = new IndicatorCounts();
            corrections = sum;
        }
        sum.add(change.counts(), -1);
        correctionIsNews = true;
    }

    /** The newest correction; once there is one. */
    public IndicatorCorrection correction(Place place) {
        IndicatorCounts sum = corrections;
        if (sum == null) {
            throw new IllegalStateException("never corrected: " + cell);
        }
        return new IndicatorCorrection(cell, place, correctedOn, sum, revision);
    }

    /** Whether a correction of an earlier day than {@code day} is still to be said. */
    public boolean owesBefore(LocalDate day) {
        return correctionIsNews && correctedOn != day.toEpochDay();
    }
}

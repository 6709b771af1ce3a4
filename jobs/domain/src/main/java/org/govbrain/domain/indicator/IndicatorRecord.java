package org.govbrain.domain.indicator;

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

    public void take(IndicatorChange change) {
        cell = change.cell();
        counts.add(change.counts(), 1);
        revision += change.news();
        cases += change.cases();
    }
}

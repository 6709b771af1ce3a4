package org.govbrain.domain.indicator;

/**
 * What one case changes in one cell.
 *
 * @param cellKey tells cells apart
 * @param counts what is to be added; negative where less is counted than before
 * @param news by how much it adds to what the cell knows
 * @param cases how many more cases, or fewer, may still change the cell
 */
public record IndicatorChange(String cellKey, IndicatorCell cell, IndicatorCounts counts, long news, int cases) {

    /** Whether there is anything to say of the cell: not of a case that only leaves. */
    public boolean isNews() {
        return news != 0 || !counts.isEmpty();
    }
}

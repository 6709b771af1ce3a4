package org.govbrain.domain.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one case has added to the indicators so far. When it is told anew, each cell hears by how much that changes; a cell
 * that the case has left keeps hearing nothing. A plain state object.
 */
public final class CaseIndicators {
    /** By the key of the cell, also of cells that it has left, whose counts are 0. */
    public Map<String, Share> shares = new HashMap<>();

    /** Its opening, as boards count it. */
    public PublishedFact opening = new PublishedFact();

    /** Its end, as boards count it. */
    public PublishedFact end = new PublishedFact();

    /** When the case is forgotten, in epoch milliseconds; 0 while it is open. */
    public long leavesAt;

    /** The case in one cell. */
    public static final class Share {
        public IndicatorCell cell = new IndicatorCell(0, null, null, null);
        public IndicatorCounts counts = new IndicatorCounts();

        /** The revision of the case that is counted in the cell's revision. */
        public long revision;
    }

    /** What changes for the cells now that the case, at {@code revision}, has these shares. */
    public List<IndicatorChange> tell(Map<IndicatorCell, IndicatorCounts> now, long revision) {
        Map<String, Map.Entry<IndicatorCell, IndicatorCounts>> told = new HashMap<>();
        now.entrySet().forEach(entry -> told.put(entry.getKey().key(), entry));
        List<IndicatorChange> changes = new ArrayList<>();
        shares.forEach((key, share) -> {
            Map.Entry<IndicatorCell, IndicatorCounts> entry = told.remove(key);
            if (entry != null) {
                changes.add(change(key, share, entry.getValue(), revision, 0));
            } else if (!share.counts.isEmpty()) {
                changes.add(change(key, share, new IndicatorCounts(), revision, 0));
            }
        });
        told.forEach((key, entry) -> {
            Share share = new Share();
            share.cell = entry.getKey();
            shares.put(key, share);
            changes.add(change(key, share, entry.getValue(), revision, 1));
        });
        return changes;
    }

    private static IndicatorChange change(String key, Share share, IndicatorCounts now, long revision, int cases) {
        IndicatorCounts difference = new IndicatorCounts();
        difference.add(now, 1);
        difference.add(share.counts, -1);
        IndicatorChange change = new IndicatorChange(key, share.cell, difference, revision - share.revision, cases);
        share.counts = now;
        share.revision = revision;
        return change;
    }

    /** The case is forgotten: its counts stay, and nothing of it will change them any more. */
    public List<IndicatorChange> leave() {
        List<IndicatorChange> changes = new ArrayList<>();
        shares.forEach((key, share) -> changes.add(new IndicatorChange(key, share.cell, new IndicatorCounts(), 0, -1)));
        return changes;
    }
}

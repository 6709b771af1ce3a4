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
        List<IndicatorChange> changes = new ArrayList<>(now.size() + 1);
        now.forEach((cell, counts) -> {
            String key = cell.key();
            Share share = shares.get(key);
            int cases = share == null ? 1 : 0;
            if (share == null) {
                share = new Share();
                share.cell = cell;
                shares.put(key, share);
            }
            changes.add(change(key, share, counts, revision, cases));
        });
        shares.forEach((key, share) -> {
            if (!share.counts.isEmpty() && !now.containsKey(share.cell)) {
                changes.add(change(key, share, new IndicatorCounts(), revision, 0));
            }
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
        IndicatorCounts none = new IndicatorCounts();
        shares.forEach((key, share) -> changes.add(new IndicatorChange(key, share.cell, none, 0, -1)));
        return changes;
    }
}

package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The patrols of one grid under each of its clocks. A plain state object. */
public final class PatrolRecords {
    /** By id of the clock. */
    public Map<String, PatrolRecord> byClock = new HashMap<>();

    /** Since when its city is watched, in epoch milliseconds; 0 until that is known. */
    public long sinceMs;

    /** When its timer fires, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** The city is watched since an instant; returns whether it was news, which only an earlier one is. */
    public boolean begin(Instant at) {
        boolean isNews = sinceMs == 0 || at.toEpochMilli() < sinceMs;
        sinceMs = isNews ? at.toEpochMilli() : sinceMs;
        return isNews;
    }
}

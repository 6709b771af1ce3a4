package org.govbrain.domain.situation;

import java.util.HashMap;
import java.util.Map;

/** The patrols of one grid under each of its clocks. A plain state object. */
public final class PatrolRecords {
    /** By id of the clock. */
    public Map<String, PatrolRecord> byClock = new HashMap<>();

    /** When its timer fires, in epoch milliseconds; 0 for none. */
    public long timerAt;
}

package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.govbrain.domain.event.EventKind;
import org.jspecify.annotations.Nullable;

/** The patrols of one grid under each of its clocks. A plain state object. */
public final class PatrolRecords {
    /** By id of the clock. */
    public Map<String, PatrolRecord> byClock = new HashMap<>();

    /** Since when its city is watched, in epoch milliseconds; 0 until that is known. */
    public long sinceMs;

    /**
     * When which steps were done in the grid, ascending, in epoch milliseconds, as far back as versions of the reference data are
     * expected to be read late: by those, more of them may be patrols.
     */
    public Map<EventKind, long[]> steps = new HashMap<>();

    /** Since when versions of the reference data are in force of which nothing was known; null where there are none. */
    public @Nullable Instant versionsSince;

    /** When its timer fires, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /**
     * Remembers steps.
     *
     * @param atMs ascending
     * @param keepMs how much older than the newest they may be
     */
    void remember(EventKind kind, long[] atMs, long keepMs) {
        long[] all = LongStream.concat(LongStream.of(steps.getOrDefault(kind, new long[0])), LongStream.of(atMs))
                .sorted()
                .distinct()
                .toArray();
        long oldest = all[all.length - 1] - keepMs;
        steps.put(kind, LongStream.of(all).filter(each -> each >= oldest).toArray());
    }

    /** The city is watched since an instant; returns whether it was news, which only an earlier one is. */
    public boolean begin(Instant at) {
        boolean isNews = sinceMs == 0 || at.toEpochMilli() < sinceMs;
        sinceMs = isNews ? at.toEpochMilli() : sinceMs;
        return isNews;
    }
}

package org.govbrain.domain.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All pages of one group. A plain state object that evolves by adding fields; instants are epoch milliseconds. */
public final class GroupState {
    /** Pages by dedup key. */
    public Map<String, PageState> pages = new HashMap<>();

    /** Pages that ended long ago, by dedup key: only their number, so that a return is told from a repetition. */
    public Map<String, Ended> ended = new HashMap<>();

    /** Gaps of the roster that were raised, and in which half-day. */
    public Map<String, Long> gaps = new HashMap<>();

    /** What only receipts still come to, by page id, for a day: former episodes, and gaps as pages of their own. */
    public Map<String, PageState> over = new HashMap<>();

    /** Receipts that are not in the audit yet; most are settled with the next look. */
    public List<Receipt> receipts = new ArrayList<>();

    /** Answers to pages that are not known, or not yet: after a start one may be heard before the news of its page. */
    public List<Answer> answers = new ArrayList<>();

    /** When receipts of messages and answers to pages that nobody knows are dropped; 0 when there are none. */
    public long receiptsUntil;

    /** When those that wait for each other go out; 0 when nobody waits. The first sets it and nobody prolongs it. */
    public long releaseAt;

    /** When the next shift changes; 0 before it was asked. */
    public long shiftAt;

    /** The furthest that its clock has been. */
    public long clock;

    /** When the timer fires; 0 for none. */
    public long timerAt;

    /** The page of this name, not one of former times. */
    @Nullable
    PageState find(String pageId) {
        return pages.values().stream()
                .filter(page -> page.pageId.equals(pageId))
                .findFirst()
                .orElse(null);
    }

    /** Whether nothing is left to be remembered. */
    public boolean isEmpty() {
        return pages.isEmpty() && ended.isEmpty() && over.isEmpty() && receipts.isEmpty() && answers.isEmpty();
    }

    /** When the newest of its alerts was due, in epoch milliseconds; all that is known of time before there is a clock. */
    public long newestAlertAt() {
        return pages.values().stream()
                .mapToLong(page -> page.alert.at().toEpochMilli())
                .max()
                .orElse(clock);
    }

    /** What stays of a page. */
    public static final class Ended {
        public int episode;
        public long at;
    }
}

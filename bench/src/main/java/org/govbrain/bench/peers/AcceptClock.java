package org.govbrain.bench.peers;

/**
 * The accept clock of one case, from as little as it needs: the first report and the first acceptance. Both are minima, so events
 * may come in any order and as often as they like. A plain state object.
 */
public final class AcceptClock {
    /** No instant, later than any. */
    private static final long NEVER = Long.MAX_VALUE;

    /** In epoch milliseconds. */
    public long reportedAt = NEVER;

    /** In epoch milliseconds. */
    public long acceptedAt = NEVER;

    /** Takes an event in. Whether it was news. */
    boolean hear(boolean accepted, long atMs) {
        if (accepted) {
            boolean news = atMs < acceptedAt;
            acceptedAt = news ? atMs : acceptedAt;
            return news;
        }
        boolean news = atMs < reportedAt;
        reportedAt = news ? atMs : reportedAt;
        return news;
    }

    /**
     * When all of it is known, in epoch milliseconds: at its deadline. What was accepted and never reported has none, and waits for its
     * report until its own time has passed.
     */
    long dueAt() {
        return reportedAt == NEVER ? acceptedAt : reportedAt + AcceptStory.GOAL_MS;
    }

    /** Whether it was reported, and not accepted by its deadline. */
    boolean isBreached() {
        return reportedAt != NEVER && acceptedAt > dueAt();
    }
}

package org.govbrain.domain.situation;

/**
 * A breach with the revision of the case or grid that says so.
 *
 * @param feedId the feed whose silence would excuse it
 * @param elsewhere that was this feed's before, and is another one's now: there it is said
 */
public record SaidBreach(Breach breach, long revision, String feedId, boolean elsewhere) {
    /** Why a breach is not certain whose feed is silent. */
    public static final String FEED_SILENT = "feed silent";

    private static final String PATROL_FEED = "patrol|patrol";

    public SaidBreach(Breach breach, long revision, String feedId) {
        this(breach, revision, feedId, false);
    }

    /** For the feed that was to excuse it before: it keeps it no longer, lest its older word came last. */
    public SaidBreach leaves(String formerFeedId) {
        return new SaidBreach(breach, revision, formerFeedId, true);
    }

    /** A breach of a grid's clock: patrols would have kept the promise. */
    public SaidBreach(Breach breach, long revision) {
        this(breach, revision, PATROL_FEED);
    }

    /** The same, certain. */
    public SaidBreach confirmed() {
        return breach.unconfirmed() == null ? this : new SaidBreach(breach.withUnconfirmed(null), revision, feedId);
    }

    /** The same, which may yet prove wrong. */
    public SaidBreach doubtful() {
        return new SaidBreach(breach.withUnconfirmed(FEED_SILENT), revision, feedId);
    }

    /** Of one revision of the case the certain word comes last. */
    public long documentRevision() {
        return 2 * revision + (breach.unconfirmed() == null ? 1 : 0);
    }
}

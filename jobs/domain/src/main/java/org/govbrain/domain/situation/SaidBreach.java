package org.govbrain.domain.situation;

/**
 * A breach with the revision of the case or grid that says so.
 *
 * @param feedId the feed whose silence would excuse it
 */
public record SaidBreach(Breach breach, long revision, String feedId) {
    /** Why a breach is not certain whose feed is silent. */
    public static final String FEED_SILENT = "feed silent";

    private static final String PATROL_FEED = "patrol|patrol";

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

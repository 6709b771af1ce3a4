package org.govbrain.engine.follow;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * What the situation job must know beforehand.
 *
 * @param asOfMs no deadline after this instant counts, in epoch milliseconds: the end of a replay. {@link Long#MAX_VALUE}
 *     for a job that goes on
 * @param retentionMs how long a closed case stays in state, in event time
 */
public record SituationSettings(ReferenceSource reference, long asOfMs, long retentionMs) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int REMEMBERED_TIMES = 10;

    public static SituationSettings live(ReferenceSource reference, Duration retention) {
        return new SituationSettings(reference, Long.MAX_VALUE, retention.toMillis());
    }

    /** A replay keeps everything to its end and knows nothing after {@code asOf}. */
    public static SituationSettings replay(ReferenceSource reference, Instant asOf) {
        return new SituationSettings(reference, asOf.toEpochMilli(), Long.MAX_VALUE);
    }

    public boolean isReplay() {
        return asOfMs != Long.MAX_VALUE;
    }

    /**
     * The instant that a watermark stands for. At the end of the input, whose watermark is beyond all time, that is
     * as-of; where there is none, because a live job is drained, it is {@code newestMs}: no deadline passes by that.
     */
    public long asOf(long watermarkMs, long newestMs) {
        return watermarkMs == Long.MAX_VALUE && !isReplay() ? newestMs : Math.min(watermarkMs, asOfMs);
    }

    /** When what was last touched at {@code instantMs} leaves; never, where everything is kept. */
    public long leavesAt(long instantMs) {
        return retentionMs == Long.MAX_VALUE ? Long.MAX_VALUE : instantMs + retentionMs;
    }

    /** When the last trace of what left at {@code instantMs} goes. */
    public long forgottenAt(long instantMs) {
        return instantMs + REMEMBERED_TIMES * retentionMs;
    }
}

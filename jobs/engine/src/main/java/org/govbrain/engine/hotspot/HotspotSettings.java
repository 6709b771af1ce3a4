package org.govbrain.engine.hotspot;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * What hotspots must know beforehand.
 *
 * @param asOfMs nothing after this instant counts, in epoch milliseconds: the end of a replay. {@link Long#MAX_VALUE} for a
 *     job that goes on
 */
public record HotspotSettings(ReferenceSource reference, long asOfMs) implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    /** The instant that a watermark stands for; at the end of the input, whose watermark is beyond all time, as-of. */
    Instant asOf(long watermarkMs) {
        return Instant.ofEpochMilli(Math.min(watermarkMs, asOfMs));
    }

    boolean isReplay() {
        return asOfMs != Long.MAX_VALUE;
    }
}

package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that builds up, with one identity from its first finding to its end.
 *
 * @param hotspotId stable; of the detector, the subject of the first finding and its window
 * @param revision grows with every change; an instant of event time in milliseconds, so that a replay does not fall
 *     behind what it wrote before
 * @param detectedAt the look of the first finding
 * @param finding the newest
 */
public record Hotspot(String hotspotId, long revision, Instant detectedAt, HotspotState state, Finding finding) {
    public Hotspot {
        Objects.requireNonNull(hotspotId, "hotspotId");
        Objects.requireNonNull(finding, "finding");
    }

    /** A new one. */
    static Hotspot begin(Finding finding, Instant look) {
        String id = finding.detector().id() + "|" + finding.subject() + "|" + finding.windowStart();
        return new Hotspot(id, look.toEpochMilli(), look, HotspotState.ACTIVE, finding);
    }

    Hotspot with(Finding newer, Instant look) {
        return new Hotspot(hotspotId, nextRevision(look), detectedAt, HotspotState.ACTIVE, newer);
    }

    Hotspot ended(Instant look) {
        return new Hotspot(hotspotId, nextRevision(look), detectedAt, HotspotState.ENDED, finding);
    }

    private long nextRevision(Instant look) {
        return Math.max(revision + 1, look.toEpochMilli());
    }
}

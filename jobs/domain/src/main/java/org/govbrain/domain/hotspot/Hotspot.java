package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that builds up, with one identity from its first finding to its end.
 *
 * @param hotspotId stable: detector, subject and start of the window of the first finding
 * @param detectedAt end of the slice, or opening of the case, with which it began
 * @param endedAt when it was no longer there; null while it is active
 * @param withdrawn it was told, and what came later shows that it never was
 * @param previousPattern the emerging pattern that the same grids had before this one
 * @param finding the newest
 */
public record Hotspot(
        String hotspotId,
        Instant detectedAt,
        @Nullable Instant endedAt,
        boolean withdrawn,
        @Nullable String previousPattern,
        Finding finding) {
    public Hotspot {
        Objects.requireNonNull(hotspotId, "hotspotId");
        Objects.requireNonNull(detectedAt, "detectedAt");
        Objects.requireNonNull(finding, "finding");
    }

    /** One that begins with a finding, and may have ended since. */
    public static Hotspot of(Finding finding, Instant detectedAt, @Nullable Instant endedAt) {
        return new Hotspot(idOf(finding), detectedAt, endedAt, false, null, finding);
    }

    /** A new one where another pattern was before. */
    static Hotspot after(@Nullable String previousPattern, Finding finding, Instant detectedAt) {
        return new Hotspot(idOf(finding), detectedAt, null, false, previousPattern, finding);
    }

    private static String idOf(Finding finding) {
        return finding.detector().id() + "|" + finding.subject() + "|" + finding.windowStart();
    }

    public HotspotState state() {
        return endedAt == null ? HotspotState.ACTIVE : HotspotState.ENDED;
    }

    Hotspot with(Finding newer) {
        return new Hotspot(hotspotId, detectedAt, null, false, previousPattern, newer);
    }

    /** The same, over since an instant. */
    public Hotspot ended(Instant at) {
        return new Hotspot(hotspotId, detectedAt, at, false, previousPattern, finding);
    }

    Hotspot withdrawnAt(Instant at) {
        return new Hotspot(hotspotId, detectedAt, at, true, previousPattern, finding);
    }
}

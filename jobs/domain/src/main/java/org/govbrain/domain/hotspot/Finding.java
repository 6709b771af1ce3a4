package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a detector sees at one look. It is no hotspot yet: {@link HotspotLedger} says which findings are one.
 *
 * @param subject what it is about, in the detector's own words: a building, a grid and group, a rule
 * @param pattern emerging pattern, rule or kind of note
 * @param gridIds sorted
 * @param communityIds sorted
 * @param categoryGroup null = all groups together
 * @param windowEnd exclusive
 * @param caseIds sorted; the newest {@value #MAX_CASES} where there are more
 * @param pageable worth waking somebody
 * @param lon centre of the grids, null where unknown
 */
public record Finding(
        Detector detector,
        String subject,
        @Nullable String pattern,
        List<String> gridIds,
        List<String> communityIds,
        @Nullable String categoryGroup,
        @Nullable String buildingId,
        Instant windowStart,
        Instant windowEnd,
        Evidence evidence,
        List<String> caseIds,
        boolean pageable,
        String sentence,
        String sentenceZh,
        @Nullable Double lon,
        @Nullable Double lat) {
    /** A document with all cases of a persistent hot spot would not end. */
    public static final int MAX_CASES = 200;

    public Finding {
        Objects.requireNonNull(detector, "detector");
        Objects.requireNonNull(subject, "subject");
        gridIds = List.copyOf(gridIds);
        communityIds = List.copyOf(communityIds);
        caseIds = List.copyOf(caseIds);
    }

    /** Whether it tells of less than elsewhere: one of the eight cold emerging patterns. */
    public boolean isCold() {
        return detector == Detector.EMERGING && pattern != null && pattern.endsWith("-cold");
    }
}

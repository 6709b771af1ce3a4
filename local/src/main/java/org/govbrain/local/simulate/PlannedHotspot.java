package org.govbrain.local.simulate;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the simulator let build up, beside what happens every day.
 *
 * @param kind surge (more of one group in a grid and its neighbours), repeat-place (one building again and again) or
 *     sequence (an incident after findings that nobody resolved)
 * @param gridIds the grid in the middle first
 * @param caseIds findings, incidents and cases that were put in for it
 */
public record PlannedHotspot(
        Kind kind,
        List<String> gridIds,
        String categoryGroup,
        @Nullable String buildingId,
        long fromMs,
        long toMs,
        List<String> caseIds) {

    /** What builds up. */
    public enum Kind {
        SURGE,
        REPEAT_PLACE,
        SEQUENCE;

        /** The word in truth.json. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public PlannedHotspot {
        gridIds = List.copyOf(gridIds);
        caseIds = List.copyOf(caseIds);
    }
}

package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The hotspots of one grid in short, from one of their sources.
 *
 * @param source which detectors it is of: those of one source replace each other
 * @param at when it was so; of two summaries the later holds
 * @param active hotspots that are active, without data-quality notes and cold spots
 * @param pageable those of them that are worth a page
 * @param nearRepeat whether another case nearby is likelier than by chance
 * @param pattern emerging pattern of all categories together
 */
public record GridHotspots(
        String gridId,
        String source,
        Instant at,
        int active,
        int pageable,
        boolean nearRepeat,
        @Nullable String pattern) {

    /** Whether only the instants differ. */
    public boolean saysTheSameAs(GridHotspots other) {
        return active == other.active
                && pageable == other.pageable
                && nearRepeat == other.nearRepeat
                && Objects.equals(pattern, other.pattern);
    }

    /** Summaries of all grids that some news are about. */
    public static List<GridHotspots> of(String source, Instant at, Collection<Hotspot> active, List<SaidHotspot> news) {
        TreeSet<String> gridIds = new TreeSet<>();
        news.forEach(said -> gridIds.addAll(said.hotspot().finding().gridIds()));
        List<GridHotspots> summaries = new ArrayList<>();
        for (String gridId : gridIds) {
            List<Finding> here = active.stream()
                    .map(Hotspot::finding)
                    .filter(finding -> finding.detector() != Detector.DATA_QUALITY)
                    .filter(finding -> finding.gridIds().contains(gridId))
                    .toList();
            List<Finding> hot =
                    here.stream().filter(finding -> !finding.isCold()).toList();
            summaries.add(new GridHotspots(
                    gridId,
                    source,
                    at,
                    hot.size(),
                    (int) hot.stream().filter(Finding::pageable).count(),
                    here.stream().anyMatch(finding -> finding.detector() == Detector.NEAR_REPEAT),
                    here.stream()
                            .filter(finding ->
                                    finding.detector() == Detector.EMERGING && finding.categoryGroup() == null)
                            .map(Finding::pattern)
                            .findFirst()
                            .orElse(null)));
        }
        return summaries;
    }
}

package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hotspots of one grid in short, from one of their sources.
 *
 * @param source which detectors it is of: those of one source replace each other
 * @param at the newest instant at which one of the hotspots that it tells of began or ended: of the city, not of the look
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

    /** The same, as of another instant. */
    public GridHotspots withAt(Instant other) {
        return new GridHotspots(gridId, source, other, active, pageable, nearRepeat, pattern);
    }

    /**
     * Summaries of all grids that some news are about, those that a cluster has left among them.
     *
     * @param before the hotspots that were active before the news
     * @param active those that are now
     */
    public static List<GridHotspots> of(
            String source, Collection<Hotspot> before, Collection<Hotspot> active, List<SaidHotspot> news) {
        TreeMap<String, Instant> grids = new TreeMap<>();
        Set<String> told = news.stream().map(said -> said.hotspot().hotspotId()).collect(Collectors.toSet());
        before.stream().filter(hotspot -> told.contains(hotspot.hotspotId())).forEach(hotspot -> note(hotspot, grids));
        news.forEach(said -> note(said.hotspot(), grids));
        Set<String> gridIds = Set.copyOf(grids.keySet());
        active.forEach(hotspot -> note(hotspot, grids));
        List<GridHotspots> summaries = new ArrayList<>();
        grids.keySet().retainAll(gridIds);
        grids.forEach((gridId, at) -> {
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
        });
        return summaries;
    }

    private static void note(Hotspot hotspot, Map<String, Instant> grids) {
        Instant ended = hotspot.withdrawn() ? null : hotspot.endedAt();
        Instant at = ended == null ? hotspot.detectedAt() : ended;
        hotspot.finding()
                .gridIds()
                .forEach(gridId -> grids.merge(gridId, at, (one, other) -> one.isAfter(other) ? one : other));
    }
}

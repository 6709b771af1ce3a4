package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which findings of successive looks are one and the same hotspot, and what there is to tell. */
public final class HotspotLedger {
    /** Share of grids or cases in common from which two clusters are one (SaTScan users' rule, ANCHORS B.8). */
    private static final double SAME_FROM = 0.5;

    private HotspotLedger() {}

    /**
     * What follows from a look.
     *
     * @param active hotspots that are active now, in the order of their ids
     * @param ended those that ended with this look, in the order of their ids
     */
    public record Outcome(List<Hotspot> active, List<Hotspot> ended) {}

    /**
     * Goes on from the hotspots active before to those of a look.
     *
     * @param before active so far, of the detectors that looked; what no finding continues ends
     * @param findings of all detectors that looked
     * @param look end of the slice that was looked at
     */
    public static Outcome advance(Collection<Hotspot> before, List<Finding> findings, Instant look) {
        Map<String, Hotspot> open = new TreeMap<>();
        before.forEach(hotspot -> open.put(hotspot.hotspotId(), hotspot));
        List<Hotspot> active = new ArrayList<>();
        List<Finding> begun = new ArrayList<>();
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparing(Finding::detector).thenComparing(Finding::subject));
        for (Finding finding : ordered) {
            Hotspot known = findContinued(open.values(), finding);
            if (known == null) {
                begun.add(finding);
            } else {
                open.remove(known.hotspotId());
                active.add(known.with(finding));
            }
        }
        begun.forEach(finding -> active.add(Hotspot.after(patternBefore(open.values(), finding), finding, look)));
        List<Hotspot> ended =
                open.values().stream().map(hotspot -> hotspot.ended(look)).toList();
        active.sort(Comparator.comparing(Hotspot::hotspotId));
        return new Outcome(active, ended);
    }

    /** The emerging pattern that a grid had until this look. */
    private static @Nullable String patternBefore(Collection<Hotspot> ending, Finding finding) {
        if (finding.detector() != Detector.EMERGING) {
            return null;
        }
        return ending.stream()
                .map(Hotspot::finding)
                .filter(older -> older.detector() == Detector.EMERGING
                        && older.gridIds().equals(finding.gridIds())
                        && Objects.equals(older.categoryGroup(), finding.categoryGroup()))
                .map(Finding::pattern)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Hotspot findContinued(Collection<Hotspot> open, Finding finding) {
        Hotspot best = null;
        double bestShare = 0.0;
        for (Hotspot hotspot : open) {
            double share = likeness(hotspot.finding(), finding);
            if (share >= SAME_FROM && share > bestShare) {
                best = hotspot;
                bestShare = share;
            }
        }
        return best;
    }

    private static double likeness(Finding older, Finding newer) {
        if (older.detector() != newer.detector()) {
            return 0.0;
        }
        return switch (newer.detector().identity()) {
            case SUBJECT -> older.subject().equals(newer.subject()) ? 1.0 : 0.0;
            case GRIDS ->
                Objects.equals(older.categoryGroup(), newer.categoryGroup())
                                && !older.windowEnd().isBefore(newer.windowStart())
                        ? jaccard(older.gridIds(), newer.gridIds())
                        : 0.0;
            case CASES -> older.gridIds().equals(newer.gridIds()) ? jaccard(older.caseIds(), newer.caseIds()) : 0.0;
        };
    }

    /** What two sets have in common of what they have together, 0 to 1. */
    static double jaccard(List<String> a, List<String> b) {
        Set<String> together = new HashSet<>(a);
        together.addAll(b);
        Set<String> common = new HashSet<>(a);
        common.retainAll(new HashSet<>(b));
        return together.isEmpty() ? 0.0 : (double) common.size() / together.size();
    }
}

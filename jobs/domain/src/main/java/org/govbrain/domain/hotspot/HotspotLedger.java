package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
     * @param changed those that began, changed or ended with this look, in the order of their ids
     */
    public record Outcome(List<Hotspot> active, List<Hotspot> changed) {}

    /**
     * Goes on from the hotspots active before to those of a look.
     *
     * @param before active so far, of the detectors that looked; what no finding continues ends
     * @param findings of all detectors that looked
     */
    public static Outcome advance(Collection<Hotspot> before, List<Finding> findings, Instant look) {
        Map<String, Hotspot> open = new TreeMap<>();
        before.forEach(hotspot -> open.put(hotspot.hotspotId(), hotspot));
        List<Hotspot> active = new ArrayList<>();
        List<Hotspot> changed = new ArrayList<>();
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparing(Finding::detector).thenComparing(Finding::subject));
        for (Finding finding : ordered) {
            Hotspot known = findContinued(open.values(), finding);
            if (known == null) {
                Hotspot begun = Hotspot.begin(finding, look);
                active.add(begun);
                changed.add(begun);
            } else {
                open.remove(known.hotspotId());
                boolean same = known.finding().equals(finding);
                active.add(same ? known : known.with(finding, look));
                if (!same) {
                    changed.add(active.get(active.size() - 1));
                }
            }
        }
        open.values().forEach(hotspot -> changed.add(hotspot.ended(look)));
        active.sort(Comparator.comparing(Hotspot::hotspotId));
        changed.sort(Comparator.comparing(Hotspot::hotspotId));
        return new Outcome(active, changed);
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
                String.valueOf(older.categoryGroup()).equals(String.valueOf(newer.categoryGroup()))
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

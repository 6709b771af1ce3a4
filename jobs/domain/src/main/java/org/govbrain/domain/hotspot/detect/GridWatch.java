package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;

/** What rules see in one grid at once: repeat places, sequences, traps in the data. */
public final class GridWatch {
    private static final Comparator<CaseFact> IN_ORDER =
            Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId);

    private GridWatch() {}

    /**
     * All hotspots of a grid as of an instant; of the cases only, never of their order of arrival.
     *
     * @param cases the grid's cases as of then, and those of other grids by which trips are known
     * @param finalBefore hotspots that ended before it are left out
     */
    public static Watched look(
            HotspotCity city,
            String gridId,
            Collection<CaseFact> cases,
            HotspotPolicy policy,
            Instant asOf,
            Instant finalBefore) {
        List<CaseFact> inOrder = cases.stream().sorted(IN_ORDER).toList();
        Set<String> trips = ShuttleTrips.among(inOrder, policy.quality());
        return look(city, gridId, inOrder, trips, policy, asOf, finalBefore, new LookMemo());
    }

    /**
     * The same, one of several looks.
     *
     * @param cases in order of opening, those of one instant by id
     * @param trips ids of cases that are known as trips by then
     */
    static Watched look(
            HotspotCity city,
            String gridId,
            List<CaseFact> cases,
            Set<String> trips,
            HotspotPolicy policy,
            Instant asOf,
            Instant finalBefore,
            LookMemo memo) {
        GridView grid = GridView.of(city, gridId);
        List<CaseFact> known = those(cases, fact -> fact.stands() && gridId.equals(fact.gridId()));
        Watched watched = new Watched(asOf, finalBefore);
        List<CaseFact> sound = DataQualityDetector.review(grid, known, trips, policy, watched);
        RepeatPlaceDetector.detect(grid, those(sound, CaseFact::counts), policy, asOf, watched, memo);
        SequenceDetector.detect(grid, sound, policy.sequences(), asOf, watched);
        return watched;
    }

    private static List<CaseFact> those(List<CaseFact> cases, Predicate<CaseFact> fits) {
        List<CaseFact> those = new ArrayList<>(cases.size());
        for (CaseFact fact : cases) {
            if (fits.test(fact)) {
                those.add(fact);
            }
        }
        return those;
    }
}

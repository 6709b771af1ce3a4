package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;

/** What rules see in one grid at once: repeat places, sequences, traps in the data. */
public final class GridWatch {
    private GridWatch() {}

    /**
     * All findings of a grid as of an instant; of the cases only, never of their order of arrival.
     *
     * @param cases newest views of the grid's cases
     */
    public static List<Finding> look(
            HotspotCity city, String gridId, Collection<CaseFact> cases, HotspotPolicy policy, Instant asOf) {
        GridView grid = GridView.of(city, gridId);
        List<CaseFact> known = cases.stream()
                .filter(fact -> fact.counts() && !fact.openedAt().isAfter(asOf))
                .sorted(Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId))
                .toList();
        Instant repeatFrom = asOf.minusMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
        List<CaseFact> recent = known.stream()
                .filter(fact -> fact.openedAt().isAfter(repeatFrom))
                .toList();
        DataQualityDetector.Review review = DataQualityDetector.review(grid, recent, policy);
        List<Finding> findings = new ArrayList<>(review.notes());
        findings.addAll(RepeatPlaceDetector.detect(grid, review.sound(), policy.repeat()));
        findings.addAll(SequenceDetector.detect(grid, known, policy.sequences(), asOf));
        return findings;
    }
}

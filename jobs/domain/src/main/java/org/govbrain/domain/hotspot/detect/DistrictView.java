package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a district at one look.
 *
 * @param cases sound cases, in order of opening
 * @param found sound cases and findings of patrols, in order of opening
 * @param end of the slice that is looked at
 */
record DistrictView(
        District district, List<CaseFact> cases, List<CaseFact> found, Collection<PatrolEffort> efforts, Instant end) {

    /** First instant of the data, or the end of the slice where there are none. */
    Instant from() {
        return Stream.of(cases, found)
                .flatMap(facts -> facts.stream().limit(1))
                .map(CaseFact::openedAt)
                .min(Instant::compareTo)
                .orElse(end);
    }

    /** Cases of a group; null is all. */
    List<CaseFact> ofGroup(@Nullable String group) {
        return group == null
                ? cases
                : cases.stream()
                        .filter(fact -> fact.categoryGroup().equals(group))
                        .toList();
    }

    /** Groups with at least so many cases since an instant, sorted, after null for all together. */
    List<@Nullable String> groupsSince(Instant from, int atLeast) {
        Map<String, Integer> counts = new TreeMap<>();
        cases.stream()
                .filter(fact -> !fact.openedAt().isBefore(from))
                .forEach(fact -> counts.merge(fact.categoryGroup(), 1, Integer::sum));
        List<@Nullable String> groups = new ArrayList<>();
        groups.add(null);
        counts.forEach((group, count) -> {
            if (count >= atLeast) {
                groups.add(group);
            }
        });
        return groups;
    }

    /** Ids of the newest cases of an area in a window: older ones are not looked at when there are enough. */
    List<String> caseIds(Area area, @Nullable String group, Instant from, Instant to) {
        List<CaseFact> newest = new ArrayList<>();
        for (int i = cases.size() - 1; i >= 0; i--) {
            CaseFact fact = cases.get(i);
            boolean enough = newest.size() >= Finding.MAX_CASES
                    && fact.openedAt().isBefore(newest.get(newest.size() - 1).openedAt());
            if (enough || fact.openedAt().isBefore(from)) {
                break;
            }
            if (fact.openedAt().isBefore(to)
                    && (group == null || fact.categoryGroup().equals(group))
                    && area.gridIds().contains(String.valueOf(fact.gridId()))) {
                newest.add(fact);
            }
        }
        return Sentences.caseIds(newest);
    }

    /** A finding about an area, made of its own cases. */
    Finding finding(
            Detector detector,
            Area area,
            String subject,
            @Nullable String pattern,
            @Nullable String group,
            Instant from,
            Instant to,
            Evidence evidence,
            boolean pageable,
            String english,
            String chinese) {
        return finding(detector, area, area, subject, pattern, group, from, to, evidence, pageable, english, chinese);
    }

    /** A finding about an area, made of the cases of another. */
    Finding finding(
            Detector detector,
            Area area,
            Area counted,
            String subject,
            @Nullable String pattern,
            @Nullable String group,
            Instant from,
            Instant to,
            Evidence evidence,
            boolean pageable,
            String english,
            String chinese) {
        return new Finding(
                detector,
                subject + "/" + (group == null ? "all" : group),
                pattern,
                area.gridIds(),
                area.communityIds(),
                group,
                null,
                from,
                to,
                evidence,
                caseIds(counted, group, from, to),
                pageable,
                english,
                chinese,
                area.lon(),
                area.lat());
    }

    String english(@Nullable String group) {
        return district.city().english(group);
    }

    String chinese(@Nullable String group) {
        return district.city().chinese(group);
    }
}

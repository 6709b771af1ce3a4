package org.govbrain.domain.hotspot.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The same place again and again: a building, or where addresses are poor a circle. Circles do not reach over the border
 * of a grid, so that each grid can be watched by itself.
 */
final class RepeatPlaceDetector {
    private RepeatPlaceDetector() {}

    /**
     * What repeats.
     *
     * @param cases that count, of one grid, in order of opening, within the window
     */
    static List<Finding> detect(GridView grid, List<CaseFact> cases, HotspotPolicy.Repeat policy) {
        List<Finding> findings = new ArrayList<>();
        Map<String, List<CaseFact>> buildings = new TreeMap<>();
        List<CaseFact> positions = new ArrayList<>();
        for (CaseFact fact : cases) {
            if (fact.buildingId() != null) {
                buildings
                        .computeIfAbsent(fact.buildingId(), id -> new ArrayList<>())
                        .add(fact);
            } else if (fact.lon() != null) {
                positions.add(fact);
            }
        }
        buildings.forEach((building, there) -> {
            if (there.size() >= policy.levels().get(0)) {
                findings.add(finding(grid, building, there, policy));
            }
        });
        while (!positions.isEmpty()) {
            List<CaseFact> fullest = fullestCircle(positions, policy.radiusM());
            if (fullest.size() < policy.levels().get(0)) {
                break;
            }
            findings.add(finding(grid, null, fullest, policy));
            positions.removeAll(fullest);
        }
        return findings;
    }

    private static List<CaseFact> fullestCircle(List<CaseFact> positions, double radiusM) {
        List<CaseFact> fullest = List.of();
        for (CaseFact centre : positions) {
            List<CaseFact> near = positions.stream()
                    .filter(fact -> metres(centre, fact) <= radiusM)
                    .toList();
            fullest = near.size() > fullest.size() ? near : fullest;
        }
        return fullest;
    }

    @SuppressWarnings("NullAway") // both have a position: the caller keeps only such cases
    private static double metres(CaseFact a, CaseFact b) {
        return Distance.metres(a.lon(), a.lat(), b.lon(), b.lat());
    }

    private static Finding finding(
            GridView grid, @Nullable String building, List<CaseFact> cases, HotspotPolicy.Repeat policy) {
        int level = policy.levels().stream()
                .filter(from -> cases.size() >= from)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        CaseFact first = cases.get(0);
        long groups = cases.stream().map(CaseFact::categoryGroup).distinct().count();
        String group = groups == 1 ? first.categoryGroup() : null;
        String days = Sentences.number(policy.windowDays());
        String english = building == null
                ? "within %s m of each other in grid %s".formatted(Sentences.number(policy.radiusM()), grid.name())
                : "at building %s in grid %s".formatted(building, grid.name());
        String chinese = building == null
                ? "网格%s内%s米范围".formatted(grid.name(), Sentences.number(policy.radiusM()))
                : "网格%s楼栋%s".formatted(grid.name(), building);
        return new Finding(
                building == null ? Detector.REPEAT_NEARBY : Detector.REPEAT_PLACE,
                building == null ? grid.gridId() + "/" + first.caseId() : grid.gridId() + "/" + building,
                "repeat-" + level,
                List.of(grid.gridId()),
                grid.communityIds(),
                group,
                building,
                first.openedAt(),
                cases.get(cases.size() - 1).openedAt(),
                new Evidence(
                        cases.size(),
                        null,
                        (double) level,
                        "level",
                        "at least " + level + " cases in " + days + " days",
                        null,
                        null,
                        null),
                Sentences.caseIds(cases),
                building != null || level == policy.levels().get(policy.levels().size() - 1),
                "%d cases (%s) in %s days %s.".formatted(cases.size(), grid.english(group), days, english),
                "%s在%s天内发生%d起案件（%s）。".formatted(chinese, days, cases.size(), grid.chinese(group)),
                first.lon() == null ? grid.lon() : first.lon(),
                first.lat() == null ? grid.lat() : first.lat());
    }
}

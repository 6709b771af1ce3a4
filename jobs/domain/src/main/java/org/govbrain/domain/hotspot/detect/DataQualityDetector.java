package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;

/**
 * Traps in the data that look like hotspots: many records on one default point, jobs logged seconds apart by one person,
 * categories that are no matter of governance. They are noted, and what they hold is not counted as repeats.
 */
final class DataQualityDetector {
    private DataQualityDetector() {}

    /**
     * What the detectors may use, and what is remarkable about the rest.
     *
     * @param sound cases in the order given, of a burst only the first
     */
    record Review(List<CaseFact> sound, List<Finding> notes) {}

    /**
     * Looks at the cases of one grid.
     *
     * @param cases that are not cancelled, in order of opening
     */
    static Review review(GridView grid, List<CaseFact> cases, HotspotPolicy policy) {
        Map<String, List<CaseFact>> traps = new TreeMap<>();
        Set<CaseFact> unsound = new HashSet<>();
        byPoint(cases).forEach((point, there) -> {
            if (there.size() >= policy.quality().defaultPointCases()) {
                traps.put("default-point/" + point, there);
                unsound.addAll(there);
            }
        });
        for (List<CaseFact> burst : bursts(cases, policy.quality())) {
            String person = String.valueOf(burst.get(0).reporterId());
            traps.computeIfAbsent("burst/" + person, id -> new ArrayList<>()).addAll(burst);
            unsound.addAll(burst.subList(1, burst.size()));
        }
        for (CaseFact fact : cases) {
            if (fact.category() != null && policy.uncountedCategories().contains(fact.category())) {
                traps.computeIfAbsent("uncounted/" + fact.category(), id -> new ArrayList<>())
                        .add(fact);
                unsound.add(fact);
            }
        }
        List<Finding> notes = new ArrayList<>();
        traps.forEach((kind, there) -> notes.add(note(grid, kind, there)));
        return new Review(cases.stream().filter(fact -> !unsound.contains(fact)).toList(), notes);
    }

    private static Map<String, List<CaseFact>> byPoint(List<CaseFact> cases) {
        Map<String, List<CaseFact>> byPoint = new TreeMap<>();
        for (CaseFact fact : cases) {
            if (fact.lon() != null && fact.lat() != null) {
                byPoint.computeIfAbsent(fact.lon() + "," + fact.lat(), point -> new ArrayList<>())
                        .add(fact);
            }
        }
        return byPoint;
    }

    private static List<List<CaseFact>> bursts(List<CaseFact> cases, HotspotPolicy.Quality policy) {
        Map<String, List<CaseFact>> running = new HashMap<>();
        List<List<CaseFact>> bursts = new ArrayList<>();
        for (CaseFact fact : cases) {
            if (fact.reporterId() == null) {
                continue;
            }
            List<CaseFact> before = running.get(fact.reporterId());
            if (before == null || secondsBetween(before.get(before.size() - 1), fact) > policy.burstSeconds()) {
                before = new ArrayList<>();
                running.put(fact.reporterId(), before);
                bursts.add(before);
            }
            before.add(fact);
        }
        bursts.removeIf(burst -> burst.size() < policy.burstCases());
        return bursts;
    }

    private static double secondsBetween(CaseFact earlier, CaseFact later) {
        return Duration.between(earlier.openedAt(), later.openedAt()).toMillis() / 1000.0;
    }

    private static Finding note(GridView grid, String kind, List<CaseFact> cases) {
        String pattern = kind.substring(0, kind.indexOf('/'));
        String what = kind.substring(kind.indexOf('/') + 1);
        CaseFact first = cases.get(0);
        return new Finding(
                Detector.DATA_QUALITY,
                grid.gridId() + "/" + kind,
                pattern,
                List.of(grid.gridId()),
                grid.communityIds(),
                null,
                null,
                first.openedAt(),
                cases.get(cases.size() - 1).openedAt(),
                Evidence.count(cases.size(), "data-quality note, no hotspot"),
                Sentences.caseIds(cases),
                false,
                "Data quality in grid %s: %s."
                        .formatted(
                                grid.name(),
                                switch (pattern) {
                                    case "default-point" ->
                                        "%d cases at exactly the same point %s, probably a default position"
                                                .formatted(cases.size(), what);
                                    case "burst" -> "%d cases logged seconds apart by %s".formatted(cases.size(), what);
                                    default ->
                                        "%d records of category %s are not counted".formatted(cases.size(), what);
                                }),
                "网格%s数据质量提示：%s。"
                        .formatted(
                                grid.name(),
                                switch (pattern) {
                                    case "default-point" -> "%d起案件位于同一坐标%s，疑为默认点位".formatted(cases.size(), what);
                                    case "burst" -> "%s在数秒内连续登记%d起案件".formatted(what, cases.size());
                                    default -> "类别%s的%d条记录不计入".formatted(what, cases.size());
                                }),
                first.lon() == null ? grid.lon() : first.lon(),
                first.lat() == null ? grid.lat() : first.lat());
    }
}

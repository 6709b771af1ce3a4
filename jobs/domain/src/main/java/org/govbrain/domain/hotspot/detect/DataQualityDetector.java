package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;

/**
 * Traps in the data that look like hotspots: many records on one default point, jobs logged seconds apart by one person,
 * trips to and fro, categories that are no matter of governance. They are noted, a note a day, and what they hold is not
 * counted: of a burst only its first.
 */
final class DataQualityDetector {
    private static final String NO_HOTSPOT = "data-quality note, no hotspot";

    private final HotspotPolicy policy;
    private final Map<String, List<CaseFact>> traps = new TreeMap<>();
    /** Of these very objects: comparing them by all they say takes long. */
    private final Set<CaseFact> unsound = Collections.newSetFromMap(new IdentityHashMap<>());

    private DataQualityDetector(HotspotPolicy policy) {
        this.policy = policy;
    }

    /**
     * Looks at the cases of one grid and returns those that detectors may use, in the order given.
     *
     * @param cases in order of opening
     * @param trips ids of those that are trips, see {@link ShuttleTrips}: whoever hears of one grid alone can't know
     * @param watched takes the notes
     */
    static List<CaseFact> review(
            GridView grid, List<CaseFact> cases, Set<String> trips, HotspotPolicy policy, Watched watched) {
        DataQualityDetector detector = new DataQualityDetector(policy);
        detector.defaultPoints(cases);
        detector.bursts(cases);
        detector.shuttles(cases, trips);
        detector.uncounted(cases);
        detector.notes(grid, watched);
        return detector.unsound.isEmpty()
                ? cases
                : cases.stream()
                        .filter(fact -> !detector.unsound.contains(fact))
                        .toList();
    }

    /** A known building is an address, however many cases it has. */
    private void defaultPoints(List<CaseFact> cases) {
        Duration window = Duration.ofMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
        int least = policy.quality().defaultPointCases();
        Map<LonLat, List<CaseFact>> byPoint = new HashMap<>();
        for (CaseFact fact : cases) {
            if (fact.lon() != null && fact.lat() != null && fact.buildingId() == null) {
                byPoint.computeIfAbsent(new LonLat(fact.lon(), fact.lat()), point -> new ArrayList<>())
                        .add(fact);
            }
        }
        byPoint.forEach((point, there) -> {
            if (there.size() < least) {
                return;
            }
            Set<CaseFact> here = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int last = least - 1; last < there.size(); last++) {
                List<CaseFact> run = there.subList(last - least + 1, last + 1);
                if (run.get(0)
                        .openedAt()
                        .plus(window)
                        .isAfter(run.get(least - 1).openedAt())) {
                    here.addAll(run);
                }
            }
            String kind = "default-point/" + point.lon() + "," + point.lat();
            there.stream().filter(here::contains).forEach(fact -> trap(kind, fact, true));
        });
    }

    private void bursts(List<CaseFact> cases) {
        Map<String, CaseFact> last = new HashMap<>();
        Map<String, List<CaseFact>> running = new HashMap<>();
        List<List<CaseFact>> bursts = new ArrayList<>();
        for (CaseFact fact : cases) {
            String reporter = fact.reporterId();
            if (reporter == null) {
                continue;
            }
            CaseFact before = last.put(reporter, fact);
            if (before == null
                    || secondsBetween(before, fact) > policy.quality().burstSeconds()) {
                running.remove(reporter);
                continue;
            }
            List<CaseFact> burst = running.get(reporter);
            if (burst == null) {
                burst = new ArrayList<>(List.of(before));
                running.put(reporter, burst);
                bursts.add(burst);
            }
            burst.add(fact);
        }
        for (List<CaseFact> burst : bursts) {
            if (burst.size() >= policy.quality().burstCases()) {
                String kind = "burst/" + burst.get(0).reporterId();
                trap(kind, burst.get(0), false);
                burst.stream().skip(1).forEach(fact -> trap(kind, fact, true));
            }
        }
    }

    private void shuttles(List<CaseFact> cases, Set<String> trips) {
        cases.stream()
                .filter(fact -> trips.contains(fact.caseId()))
                .forEach(fact -> trap("shuttle/" + fact.reporterId(), fact, true));
    }

    private void uncounted(List<CaseFact> cases) {
        for (CaseFact fact : cases) {
            if (fact.category() != null && policy.uncountedCategories().contains(fact.category())) {
                trap("uncounted/" + fact.category(), fact, true);
            }
        }
    }

    private void trap(String kind, CaseFact fact, boolean leftOut) {
        traps.computeIfAbsent(kind, key -> new ArrayList<>()).add(fact);
        if (leftOut) {
            unsound.add(fact);
        }
    }

    private static double secondsBetween(CaseFact earlier, CaseFact later) {
        return Duration.between(earlier.openedAt(), later.openedAt()).toMillis() / 1000.0;
    }

    private void notes(GridView grid, Watched watched) {
        traps.forEach((kind, there) -> {
            Map<LocalDate, List<CaseFact>> byDay = new TreeMap<>();
            there.forEach(fact -> byDay.computeIfAbsent(
                            LocalDate.ofInstant(fact.openedAt(), grid.city().zone()), day -> new ArrayList<>())
                    .add(fact));
            byDay.forEach((day, cases) -> {
                Instant end = day.plusDays(1).atStartOfDay(grid.city().zone()).toInstant();
                if (!watched.isFinal(end)) {
                    Instant ended = end.isAfter(watched.asOf()) ? null : end;
                    watched.add(Hotspot.of(note(grid, kind, cases), cases.get(0).openedAt(), ended), end, cases);
                }
            });
        });
    }

    private static Finding note(GridView grid, String kind, List<CaseFact> cases) {
        String pattern = kind.substring(0, kind.indexOf('/'));
        String what = kind.substring(kind.indexOf('/') + 1);
        CaseFact first = cases.get(0);
        int count = cases.size();
        return new Finding(
                Detector.DATA_QUALITY,
                grid.gridId() + "/" + kind,
                pattern,
                List.of(grid.gridId()),
                grid.communityIds(),
                null,
                null,
                first.openedAt(),
                cases.get(count - 1).openedAt(),
                Evidence.count(count, NO_HOTSPOT),
                Sentences.caseIds(cases),
                false,
                "Data quality in grid " + grid.name() + ": " + english(pattern, what, count) + ".",
                "网格" + grid.name() + "数据质量提示：" + chinese(pattern, what, count) + "。",
                first.lon() == null ? grid.lon() : first.lon(),
                first.lat() == null ? grid.lat() : first.lat());
    }

    private static String english(String pattern, String what, int count) {
        return switch (pattern) {
            case "default-point" ->
                "%d cases in a day at exactly the same point %s, probably a default position".formatted(count, what);
            case "burst" -> "%d cases logged seconds apart by %s".formatted(count, what);
            case "shuttle" -> "%d records by %s to and fro between two places, probably trips".formatted(count, what);
            default -> "%d records of category %s are not counted".formatted(count, what);
        };
    }

    private static String chinese(String pattern, String what, int count) {
        return switch (pattern) {
            case "default-point" -> "一天内%d起案件位于同一坐标%s，疑为默认点位".formatted(count, what);
            case "burst" -> "%s在数秒内连续登记%d起案件".formatted(what, count);
            case "shuttle" -> "%s在两地之间往返登记%d条记录，疑为车辆往返".formatted(what, count);
            default -> "类别%s的%d条记录不计入".formatted(what, count);
        };
    }
}

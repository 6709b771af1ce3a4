package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.geo.Longitude;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The same place again and again: a building, or where addresses are poor a circle. Circles do not reach over the border
 * of a grid, so that each grid can be watched by itself. Worth a page is what has many cases of one group and what chance
 * seldom makes, see {@link PlaceChance}.
 */
final class RepeatPlaceDetector {
    private static final double METRES_A_DEGREE = Math.toRadians(Distance.EARTH_RADIUS_M);

    private final GridView grid;
    private final HotspotPolicy.Repeat policy;
    private final double pageDays;
    private final Instant asOf;
    private final Watched watched;
    private final LookMemo memo;

    private RepeatPlaceDetector(GridView grid, HotspotPolicy policy, Instant asOf, Watched watched, LookMemo memo) {
        this.grid = grid;
        this.policy = policy.repeat();
        this.pageDays = policy.scan().pageDays();
        this.asOf = asOf;
        this.watched = watched;
        this.memo = memo;
    }

    /**
     * What repeats.
     *
     * @param cases that count, of one grid, in order of opening
     */
    static void detect(
            GridView grid, List<CaseFact> cases, HotspotPolicy policy, Instant asOf, Watched watched, LookMemo memo) {
        Map<String, List<CaseFact>> buildings = new HashMap<>();
        List<CaseFact> positions = new ArrayList<>();
        List<CaseFact> inBuildings = new ArrayList<>();
        for (CaseFact fact : cases) {
            if (fact.buildingId() != null) {
                inBuildings.add(fact);
                buildings
                        .computeIfAbsent(fact.buildingId(), id -> new ArrayList<>())
                        .add(fact);
            } else if (fact.lon() != null) {
                positions.add(fact);
            }
        }
        RepeatPlaceDetector detector = new RepeatPlaceDetector(grid, policy, asOf, watched, memo);
        Duration window = Duration.ofMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
        int least = policy.repeat().levels().get(0);
        // What can't have an episode that counts is by far the most: it goes first.
        buildings
                .values()
                .removeIf(there -> there.size() < least
                        || watched.isFinal(
                                there.get(there.size() - 1).openedAt().plus(window)));
        new TreeMap<>(buildings)
                .forEach((building, there) -> detector.add(
                        building,
                        inBuildings,
                        memo.episodes(
                                building,
                                there,
                                () -> PlaceEpisode.of(there, least, window, (newest, recent) -> List.copyOf(recent)))));
        memo.keepPlaces(buildings);
        double radiusM = policy.repeat().radiusM();
        detector.add(
                null,
                positions,
                PlaceEpisode.of(positions, least, window, (newest, recent) -> fullestCircle(newest, recent, radiusM)));
    }

    private void add(@Nullable String building, List<CaseFact> alike, List<PlaceEpisode> episodes) {
        for (PlaceEpisode episode : episodes) {
            Instant end = episode.end();
            if (watched.isFinal(end)) {
                continue;
            }
            List<CaseFact> base = PlaceChance.base(episode.fullest(), alike, policy);
            Hotspot active = building == null
                    ? active(null, episode, base)
                    : memo.hotspot(episode, base, () -> active(building, episode, base));
            watched.add(end.isAfter(asOf) ? active : active.ended(end), end, episode.cases());
            watched.need(base);
        }
    }

    private Hotspot active(@Nullable String building, PlaceEpisode episode, List<CaseFact> base) {
        return Hotspot.of(finding(building, episode, base), episode.start(), null);
    }

    /** A building, or a square into which a circle just fits. */
    private String placeOf(CaseFact fact) {
        if (fact.buildingId() != null) {
            return fact.buildingId();
        }
        double side = 2 * policy.radiusM();
        double row = Math.floor(degrees(fact.lat()) * METRES_A_DEGREE / side);
        double east = METRES_A_DEGREE * Math.cos(row * side / METRES_A_DEGREE * Math.PI / 180);
        return row + "," + Math.floor(degrees(fact.lon()) * east / side);
    }

    /** Of all circles around one of the cases that hold the newest one, the fullest; of equal ones the first. */
    private static List<CaseFact> fullestCircle(CaseFact newest, List<CaseFact> window, double radiusM) {
        List<CaseFact> fullest = List.of();
        List<CaseFact> near = within(newest, window, radiusM);
        List<CaseFact> reach = within(newest, window, 2 * radiusM);
        for (CaseFact centre : near) {
            List<CaseFact> circle = within(centre, reach, radiusM);
            fullest = circle.size() > fullest.size() ? circle : fullest;
        }
        return fullest;
    }

    /** On a plane: over the radius of a place the curvature is nothing, and a busy grid has many pairs. */
    private static List<CaseFact> within(CaseFact centre, List<CaseFact> cases, double radiusM) {
        double lon = degrees(centre.lon());
        double lat = degrees(centre.lat());
        double east = METRES_A_DEGREE * Math.cos(Math.toRadians(lat));
        return cases.stream()
                .filter(fact -> {
                    double x = (Longitude.beside(lon, degrees(fact.lon())) - lon) * east;
                    double y = (degrees(fact.lat()) - lat) * METRES_A_DEGREE;
                    return x * x + y * y <= radiusM * radiusM;
                })
                .toList();
    }

    /** Only cases with a position come here. */
    private static double degrees(@Nullable Double coordinate) {
        return coordinate == null ? Double.NaN : coordinate;
    }

    private Finding finding(@Nullable String building, PlaceEpisode episode, List<CaseFact> base) {
        long known = building == null ? 0 : grid.buildings();
        PlaceChance chance = PlaceChance.of(grid, episode.fullest(), base, known, policy, this::placeOf);
        List<CaseFact> cases = episode.cases();
        int level = policy.levels().stream()
                .filter(from -> episode.most() >= from)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        CaseFact first = cases.get(0);
        long groups = cases.stream().map(CaseFact::categoryGroup).distinct().count();
        String group = groups == 1 ? first.categoryGroup() : null;
        String days = Sentences.number(policy.windowDays());
        String radius = Sentences.number(policy.radiusM());
        String placeEn = building == null
                ? "within " + radius + " m of each other in grid " + grid.name()
                : "at building " + building + " in grid " + grid.name();
        String placeZh =
                building == null ? "网格" + grid.name() + "内" + radius + "米范围" : "网格" + grid.name() + "楼栋" + building;
        int ofOne = episode.fullest().size();
        boolean pageable = ofOne >= policy.pageCases() && chance.recurrenceDays() >= pageDays;
        // Put together by hand: a grid tells of its places at each look, and formats take longer than all the rest.
        String english = episode.most() + " cases (" + grid.english(group) + ") in " + days + " days " + placeEn;
        String chinese = placeZh + "在" + days + "天内发生" + episode.most() + "起案件（" + grid.chinese(group) + "）";
        if (pageable) {
            String kind = episode.fullest().get(0).categoryGroup();
            String often = Sentences.number(Math.rint(chance.recurrenceDays()));
            english += "; chance makes a place with %d of one kind (%s) every %s days in the whole city"
                    .formatted(ofOne, grid.english(kind), often);
            chinese += "；全市偶然出现同类（%s）%d起约需%s天".formatted(grid.chinese(kind), ofOne, often);
        }
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
                        ofOne,
                        chance.expected(),
                        (double) level,
                        "level",
                        chance.baseline(),
                        chance.p(),
                        null,
                        chance.recurrenceDays()),
                Sentences.caseIds(cases),
                pageable,
                english + ".",
                chinese + "。",
                first.lon() == null ? grid.lon() : first.lon(),
                first.lat() == null ? grid.lat() : first.lat());
    }
}

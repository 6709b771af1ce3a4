package org.govbrain.bench.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.detect.District;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/** A quiet city of squares, 60 days with two cases a grid and day in eight groups. */
record SquareCity(int grids, HotspotCity city) {
    static final double METRES_A_DEGREE = 111_195.0;
    private static final int DAYS = 60;
    private static final double CASES_A_GRID_AND_DAY = 2.0;
    private static final List<String> GROUPS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant END = START.plus(Duration.ofDays(DAYS));
    private static final double DEGREES_APART = 0.0035;

    static SquareCity of(int grids) {
        return new SquareCity(grids, square(grids));
    }

    /** How many districts it has: they are numbered from 0. */
    int districts() {
        int last = 0;
        for (int grid = 0; grid < grids; grid++) {
            last = Math.max(last, city.districtOf(id(grid)));
        }
        return last + 1;
    }

    District district(int number) {
        return District.of(city, number, Set.of(), HotspotPolicy.DEFAULT);
    }

    List<CaseFact> cases(int number) {
        return cases(city.gridsOf(number), 7 + number);
    }

    /** A city of squares with ten of them to a community. */
    private static HotspotCity square(int grids) {
        int side = (int) Math.ceil(Math.sqrt(grids));
        List<GridPlace> places = new ArrayList<>();
        for (int i = 0; i < grids; i++) {
            List<String> neighbours = new ArrayList<>();
            for (int dx = -1; dx <= 1; dx++) {
                for (int dy = -1; dy <= 1; dy++) {
                    int x = i % side + dx;
                    int other = (i / side + dy) * side + x;
                    if (other != i && x >= 0 && x < side && other >= 0 && other < grids) {
                        neighbours.add(id(other));
                    }
                }
            }
            int row = i / side;
            String community = "C" + i / side / 3 + "-" + i % side / 3;
            places.add(new GridPlace(
                    id(i),
                    id(i),
                    community,
                    community,
                    121 + DEGREES_APART * (i % side),
                    DEGREES_APART * row,
                    neighbours,
                    0));
        }
        return new HotspotCity(places, Map.of(), Map.of(), ZoneOffset.UTC, HotspotCity.MAX_GRIDS);
    }

    private static String id(int grid) {
        return String.format(Locale.ROOT, "G%05d", grid);
    }

    private static List<CaseFact> cases(List<GridPlace> places, long seed) {
        SeededRandom random = new SeededRandom(seed);
        List<CaseFact> cases = new ArrayList<>();
        int count = (int) (places.size() * DAYS * CASES_A_GRID_AND_DAY);
        for (int i = 0; i < count; i++) {
            GridPlace place = places.get(random.nextInt(places.size()));
            cases.add(new CaseFact(
                    "C" + i,
                    START.plusMillis((long) (random.nextDouble() * DAYS * 86_400_000)),
                    place.gridId(),
                    null,
                    place.lon() + random.nextDouble() * DEGREES_APART,
                    place.lat() + random.nextDouble() * DEGREES_APART,
                    GROUPS.get(random.nextInt(GROUPS.size())),
                    null,
                    Urgency.ROUTINE,
                    Stream.PLATFORM,
                    true,
                    false,
                    List.of(),
                    null));
        }
        return cases;
    }

    /** A quiet city's counts, slice by place. */
    static int[][] counts(int places) {
        SeededRandom random = new SeededRandom(11);
        int[][] counts = new int[DAYS][places];
        for (int i = 0; i < places * DAYS * CASES_A_GRID_AND_DAY; i++) {
            counts[random.nextInt(DAYS)][random.nextInt(places)]++;
        }
        return counts;
    }
}

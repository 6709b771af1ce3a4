package org.govbrain.bench.hotspot;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.detect.District;
import org.govbrain.domain.hotspot.detect.DistrictWatch;
import org.govbrain.domain.hotspot.scan.MonteCarlo;
import org.govbrain.domain.hotspot.scan.ScanLimits;
import org.govbrain.domain.hotspot.scan.ScanZones;
import org.govbrain.domain.hotspot.scan.SpaceTimeScan;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * How long one core takes for a scan with 999 replicas and for a whole look at a day and at an hour, and how that grows
 * with the grids. A main of its own, so that it can be run beside anything:
 * {@code java -cp ... org.govbrain.bench.hotspot.HotspotBenchmark}. Prints a table.
 */
public final class HotspotBenchmark {
    private static final int DAYS = 60;
    private static final double CASES_A_GRID_AND_DAY = 2.0;
    private static final List<String> GROUPS = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final double DEGREES_APART = 0.0035;
    private static final int RUNS = 5;

    private HotspotBenchmark() {}

    /** Prints one line for each size of the city. */
    public static void main(String[] args) {
        System.out.println(
                "| grids | districts | cases | scan, 999 replicas (ms) | a district's day (ms) | its hour (ms) |");
        System.out.println("|---|---|---|---|---|---|");
        for (int grids : new int[] {50, 170, 400, 2_000, 20_000}) {
            line(grids);
        }
    }

    private static void line(int grids) {
        HotspotCity city = square(grids);
        int districts = city.districtOf(id(grids - 1)) + 1;
        List<GridPlace> places = city.gridsOf(0);
        List<CaseFact> cases = cases(places);
        District district = District.of(city, 0, Set.of(), HotspotPolicy.DEFAULT);
        int[][] counts = counts(places.size());
        ScanZones zones = ScanZones.of(
                places.size(),
                (i, j) -> Math.hypot(
                        places.get(i).lon() - places.get(j).lon(),
                        places.get(i).lat() - places.get(j).lat()),
                2_000 / 111_195.0,
                HotspotPolicy.DEFAULT.scan().maxGrids());
        Instant end = START.plus(Duration.ofDays(DAYS));
        double scan = medianMs(() ->
                SpaceTimeScan.permutation(counts, zones, ScanLimits.DEFAULT).clusters(5, new MonteCarlo(999, 1, 0)));
        double day = medianMs(() -> DistrictWatch.daily(district, cases, List.of(), HotspotPolicy.DEFAULT, end));
        double hour = medianMs(() -> DistrictWatch.hourly(district, cases, HotspotPolicy.DEFAULT, end));
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %,d | %.0f | %.0f | %.0f |%n",
                grids,
                districts,
                cases.size(),
                scan,
                day,
                hour);
    }

    private static double medianMs(Supplier<List<?>> work) {
        double[] times = new double[RUNS];
        long kept = 0;
        for (int run = -2; run < RUNS; run++) {
            long begun = System.nanoTime();
            kept += work.get().size();
            if (run >= 0) {
                times[run] = (System.nanoTime() - begun) / 1e6;
            }
        }
        if (kept < 0) {
            throw new IllegalStateException("never: the result must be used");
        }
        Arrays.sort(times);
        return times[RUNS / 2];
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

    private static List<CaseFact> cases(List<GridPlace> places) {
        SeededRandom random = new SeededRandom(7);
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
    private static int[][] counts(int places) {
        SeededRandom random = new SeededRandom(11);
        int[][] counts = new int[DAYS][places];
        for (int i = 0; i < places * DAYS * CASES_A_GRID_AND_DAY; i++) {
            counts[random.nextInt(DAYS)][random.nextInt(places)]++;
        }
        return counts;
    }
}

package org.govbrain.bench.hotspot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.govbrain.bench.report.Figure;
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
import org.govbrain.local.command.Progress;

/**
 * What looking for hotspots costs on one core, and how that grows with the city: a scan with 999 drawn cities, a district's whole
 * look at a day and at an hour, and the day of all districts one after the other. Times are of the processor, so that whatever
 * else runs on the machine does not count.
 */
public final class HotspotBench {
    private static final int[] SIZES = {50, 170, 400, 2_000, 20_000};
    private static final int[] QUICK_SIZES = {50};

    private final int[] sizes;
    private final int warmups;
    private final int rounds;
    private final Progress progress;

    private HotspotBench(int[] sizes, int warmups, int rounds, Progress progress) {
        this.sizes = sizes;
        this.warmups = warmups;
        this.rounds = rounds;
        this.progress = progress;
    }

    /**
     * A bench.
     *
     * @param quick of the smallest city only
     */
    public static HotspotBench of(boolean quick, int warmups, int rounds, Progress progress) {
        return new HotspotBench(quick ? QUICK_SIZES : SIZES, warmups, rounds, progress);
    }

    /** The figures of every size. */
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        for (int grids : sizes) {
            progress.say("hotspots of %,d grids".formatted(grids));
            measure(SquareCity.of(grids), figures);
        }
        return figures;
    }

    private void measure(SquareCity square, List<Figure> figures) {
        HotspotCity city = square.city();
        List<GridPlace> places = city.gridsOf(0);
        int[][] counts = SquareCity.counts(places.size());
        ScanZones zones = ScanZones.of(
                places.size(),
                (i, j) -> Math.hypot(
                        places.get(i).lon() - places.get(j).lon(),
                        places.get(i).lat() - places.get(j).lat()),
                HotspotPolicy.DEFAULT.scan().radiusM() / SquareCity.METRES_A_DEGREE,
                HotspotPolicy.DEFAULT.scan().maxGrids());
        MonteCarlo all = new MonteCarlo(HotspotPolicy.DEFAULT.scan().replicas(), 1, 0);
        String of = "%,d grids in %,d districts: ".formatted(square.grids(), square.districts());
        figures.add(figure(
                of + "scan of 60 days, 999 replicas",
                rounds,
                square.grids() == 170 ? "goal: at most 1,000" : "",
                () -> SpaceTimeScan.permutation(counts, zones, ScanLimits.DEFAULT)
                        .clusters(5, all)
                        .size()));
        District district = square.district(0);
        List<CaseFact> cases = square.cases(0);
        Instant end = SquareCity.END;
        figures.add(figure(
                of + "a district's day",
                rounds,
                "",
                () -> DistrictWatch.daily(district, cases, List.of(), HotspotPolicy.DEFAULT, end)
                        .size()));
        figures.add(figure(
                of + "a district's hour",
                rounds,
                "",
                () -> DistrictWatch.hourly(district, cases, HotspotPolicy.DEFAULT, end)
                        .size()));
        if (square.districts() > 1) {
            figures.add(figure(
                    of + "the day of all districts",
                    1,
                    "",
                    () -> IntStream.range(0, square.districts())
                            .map(number -> DistrictWatch.daily(
                                            square.district(number),
                                            square.cases(number),
                                            List.of(),
                                            HotspotPolicy.DEFAULT,
                                            end)
                                    .size())
                            .sum()));
        }
    }

    private Figure figure(String name, int times, String goal, IntSupplier work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] ms = new double[times];
        int found = -1;
        for (int run = times == 1 ? 0 : -warmups; run < times; run++) {
            long begun = threads.getCurrentThreadCpuTime();
            int here = work.getAsInt();
            if (run >= 0) {
                ms[run] = (threads.getCurrentThreadCpuTime() - begun) / 1e6;
            }
            if (found >= 0 && here != found) {
                throw new IllegalStateException(
                        name + " found " + here + " and before " + found + ": it must be the same");
            }
            found = here;
        }
        Arrays.sort(ms);
        return new Figure(
                "hotspots, on one core",
                name,
                "ms",
                ms[times / 2],
                ms[0],
                ms[times - 1],
                null,
                Double.NaN,
                Double.NaN,
                goal);
    }
}

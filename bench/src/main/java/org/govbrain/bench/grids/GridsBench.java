package org.govbrain.bench.grids;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.govbrain.bench.measure.Heap;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.measure.Stopwatch;
import org.govbrain.bench.report.Figure;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.engine.reference.ReferenceFileName;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Progress;

/**
 * A district, a city and a province of squares: how long their {@code grids.geojson} takes to be read and checked, how much
 * memory a copy of it then takes, and how long it takes to find a point. One thread.
 */
public record GridsBench(List<Integer> sizes, int points, int rounds, Progress progress) {
    private static final String GROUP = "grids";
    private static final double DEGREES = 0.0035;
    private static final double WEST = 100;
    private static final double SOUTH = 25;
    private static final double NANOS_PER_MS = 1e6;

    /** The sizes of docs/SCALE.md; only the first in a quick run. */
    public static GridsBench of(boolean quick, int rounds, Progress progress) {
        return new GridsBench(
                quick ? List.of(170) : List.of(170, 20_000, 200_000), quick ? 1_000 : 1_000_000, rounds, progress);
    }

    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        for (int grids : sizes) {
            byte[] file = file(grids);
            figures.add(figure(grids, "file", "MiB", new double[] {file.length / (double) (1 << 20)}));
            double before = Heap.usedMib();
            Stopwatch reading = Stopwatch.start();
            GridIndex index = ReferenceLoader.fromFiles(Map.of(ReferenceFileName.GRIDS.fileName(), file))
                    .data()
                    .grids();
            figures.add(figure(
                    grids, "read and check", "ms", new double[] {reading.stop(1).wallMs()}));
            figures.add(figure(grids, "heap", "MiB", new double[] {Heap.usedMib() - before}));
            double[] nanos = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                nanos[round] = locate(index, grids, round);
            }
            figures.add(figure(grids, "find a point", "ns", nanos));
            progress.say("grids: " + grids);
        }
        return figures;
    }

    /** Nanoseconds a point, of points anywhere in the city. */
    private double locate(GridIndex index, int grids, long seed) {
        Random random = new Random(seed);
        double side = side(grids) * DEGREES;
        int found = 0;
        Stopwatch watch = Stopwatch.start();
        for (int i = 0; i < points; i++) {
            if (index.locate(WEST + random.nextDouble() * side, SOUTH + random.nextDouble() * side)
                    .isPresent()) {
                found++;
            }
        }
        double nanos = watch.stop(points).wallMs() * NANOS_PER_MS / points;
        // The last row of squares may not be full.
        if (found < points / 2) {
            throw CommandFailure.rejected(
                    "Of " + points + " points in a city of " + grids + " only " + found + " were found in a grid");
        }
        return nanos;
    }

    private static int side(int grids) {
        return (int) Math.ceil(Math.sqrt(grids));
    }

    private static byte[] file(int grids) {
        StringBuilder text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        int side = side(grids);
        for (int i = 0; i < grids; i++) {
            double west = WEST + DEGREES * (i % side);
            int row = i / side;
            double south = SOUTH + DEGREES * row;
            text.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"type\":\"Feature\",\"properties\":{\"gridId\":\"G%1$d\",\"name\":\"G%1$d\"},\"geometry\":"
                                    + "{\"type\":\"Polygon\",\"coordinates\":[[[%2$.4f,%3$.4f],[%4$.4f,%3$.4f],[%4$.4f,%5$.4f],"
                                    + "[%2$.4f,%5$.4f],[%2$.4f,%3$.4f]]]}}",
                            i,
                            west,
                            south,
                            west + DEGREES,
                            south + DEGREES));
        }
        return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Figure figure(int grids, String name, String unit, double[] values) {
        return new Figure(
                GROUP,
                String.format("%,d %s", grids, name),
                unit,
                Series.median(values),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow(),
                null,
                Double.NaN,
                Double.NaN,
                "");
    }
}

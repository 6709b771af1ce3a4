package org.govbrain.domain.hotspot.count;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.PatrolEffort;

/**
 * Cases per slice and grid. It is made anew from each case as of the look, so that a redelivery counts once and a
 * case that was corrected, moved or cancelled counts where it belongs, in closed slices too.
 */
public final class CountCube {
    private final Slices slices;
    private final List<String> gridIds;
    private final int[][] counts;

    private CountCube(Slices slices, List<String> gridIds, int[][] counts) {
        this.slices = slices;
        this.gridIds = gridIds;
        this.counts = counts;
    }

    /** Cases by their grid and opening; those outside of the slices or grids are left out. */
    public static CountCube of(Collection<CaseFact> cases, Slices slices, List<String> gridIds) {
        return ofAll(cases.stream().filter(CaseFact::counts).toList(), slices, gridIds);
    }

    /** As {@link #of}, with findings that are no cases. */
    public static CountCube ofAll(Collection<CaseFact> facts, Slices slices, List<String> gridIds) {
        Map<String, Integer> columns = columns(gridIds);
        int[][] counts = new int[slices.count()][gridIds.size()];
        for (CaseFact fact : facts) {
            Integer column = fact.stands() ? columns.get(fact.gridId()) : null;
            int slice = slices.indexOf(fact.openedAt());
            if (column != null && slice >= 0) {
                counts[slice][column]++;
            }
        }
        return new CountCube(slices, gridIds, counts);
    }

    /** Minutes of patrol per slice and grid, in the shape of {@link #counts}. */
    public static double[][] effort(Collection<PatrolEffort> efforts, Slices slices, List<String> gridIds) {
        Map<String, Integer> columns = columns(gridIds);
        double[][] minutes = new double[slices.count()][gridIds.size()];
        for (PatrolEffort effort : efforts) {
            Integer column = columns.get(effort.gridId());
            int slice = slices.indexOf(effort.at());
            if (column != null && slice >= 0) {
                minutes[slice][column] += effort.minutes();
            }
        }
        return minutes;
    }

    private static Map<String, Integer> columns(List<String> gridIds) {
        Map<String, Integer> columns = new HashMap<>();
        for (String gridId : gridIds) {
            columns.put(gridId, columns.size());
        }
        return columns;
    }

    public Slices slices() {
        return slices;
    }

    /** The columns. */
    public List<String> gridIds() {
        return gridIds;
    }

    /** Slice by grid; not to be changed. */
    public int[][] counts() {
        return counts;
    }

    /** All cases counted. */
    public int total() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /** The counts as numbers to reckon with. */
    public double[][] values() {
        return Arrays.stream(counts)
                .map(slice -> Arrays.stream(slice).asDoubleStream().toArray())
                .toArray(double[][]::new);
    }

    /** One number a slice: the sum over some columns. */
    public double[] series(int[] columns) {
        return Arrays.stream(counts)
                .mapToDouble(slice ->
                        Arrays.stream(columns).map(column -> slice[column]).sum())
                .toArray();
    }

    /** Start of the newest {@code duration} slices. */
    public Instant startOfLast(int duration) {
        return slices.start(slices.count() - duration);
    }
}

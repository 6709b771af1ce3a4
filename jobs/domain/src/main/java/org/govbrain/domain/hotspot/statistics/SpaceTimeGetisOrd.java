package org.govbrain.domain.hotspot.statistics;

import java.util.Arrays;

/**
 * Gi* in space and time: a cell's neighbourhood is its place and the neighbouring places, in its own slice and the
 * {@code lag} slices before it.
 *
 * <p>Source: Esri, "How Create Space Time Cube / Emerging Hot Spot Analysis works" for the three choices of what a
 * neighbourhood is compared with; sfdep's {@code spacetime_local_gistar} for the individual time step.
 */
public final class SpaceTimeGetisOrd {
    /** Whose mean and standard deviation a neighbourhood is compared with. */
    public enum Reference {
        /** All cells of the cube: today's city against its recent past. What the stream uses. */
        ENTIRE_CUBE,
        /** The cell's slice only, though the neighbourhood reaches back: n = places. */
        TIME_STEP,
        /** The slices that the neighbourhood covers. */
        NEIGHBOURHOOD_TIME_STEPS
    }

    private SpaceTimeGetisOrd() {}

    /**
     * z-scores, slice by place.
     *
     * @param cube values, slice by place, oldest slice first; missing slices are left out by the caller
     * @param neighbours see {@link GetisOrd#giStar}
     * @param lag how many earlier slices count as near, &ge; 0
     */
    public static double[][] giStar(double[][] cube, int[][] neighbours, int lag, Reference reference) {
        double[][] z = new double[cube.length][];
        Moments entire = reference == Reference.ENTIRE_CUBE ? Moments.of(cube) : null;
        for (int slice = 0; slice < cube.length; slice++) {
            double[][] near = Arrays.copyOfRange(cube, Math.max(0, slice - lag), slice + 1);
            Moments all = entire != null
                    ? entire
                    : reference == Reference.TIME_STEP ? Moments.of(cube[slice]) : Moments.of(near);
            z[slice] = sliceScores(near, neighbours, all);
        }
        return z;
    }

    private static double[] sliceScores(double[][] near, int[][] neighbours, Moments all) {
        double[] z = new double[near[0].length];
        for (int place = 0; place < z.length; place++) {
            double sum = 0.0;
            for (double[] slice : near) {
                sum += slice[place] + GetisOrd.sum(slice, neighbours[place]);
            }
            z[place] = all.zScore(sum, near.length * (neighbours[place].length + 1));
        }
        return z;
    }
}

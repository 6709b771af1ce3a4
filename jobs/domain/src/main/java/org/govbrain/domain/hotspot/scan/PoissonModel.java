package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * Poisson: E = C (exposure of the window) / (exposure of everything). Exposure is population, or patrol effort where a
 * place must not be hot because it is walked more. A drawn city deals the cases anew by exposure.
 *
 * <p>Source: M. Kulldorff, "A spatial scan statistic", Commun. Statist. 26 (1997).
 */
final class PoissonModel implements ScanModel {
    private final int total;
    private final double[][] placeShares;
    private final double[] overallShares;
    private final AliasTable cells;

    /**
     * Of these cases under this exposure.
     *
     * @param counts slice by place
     * @param exposure slice by place, &ge; 0, with a sum above 0
     */
    PoissonModel(int[][] counts, double[][] exposure, int durations) {
        int places = counts[0].length;
        double sum = Arrays.stream(exposure).flatMapToDouble(Arrays::stream).sum();
        double all = sum > 0.0 ? sum : 1.0;
        this.total = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        this.placeShares = new double[places][durations];
        this.overallShares = new double[places];
        for (double[] slice : exposure) {
            for (int place = 0; place < places; place++) {
                overallShares[place] += slice[place] / all;
            }
        }
        // The last cell stands for all older slices.
        double[] weights = new double[places * durations + 1];
        double recent = 0.0;
        for (int place = 0; place < places; place++) {
            double share = 0.0;
            for (int age = 0; age < durations; age++) {
                double weight = exposure[exposure.length - 1 - age][place] / all;
                weights[place * durations + age] = weight;
                share += weight;
                recent += weight;
                placeShares[place][age] = share;
            }
        }
        weights[weights.length - 1] = Math.max(0.0, 1.0 - recent);
        this.cells = new AliasTable(weights);
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public int most() {
        return total;
    }

    @Override
    public double[][] placeShares() {
        return placeShares;
    }

    @Override
    public double[] overallShares() {
        return overallShares;
    }

    @Override
    public double windowShare(double share, int duration) {
        return share;
    }

    @Override
    public void draw(SeededRandom random, int[] counts) {
        for (int i = 0; i < total; i++) {
            int cell = cells.draw(random);
            if (cell < counts.length) {
                counts[cell]++;
            }
        }
    }
}

package org.govbrain.bench.measure;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.govbrain.bench.report.Figure;

/** The timed runs of one candidate, in the order of the rounds. */
public record Series(String name, List<Sample> samples) {
    public Series {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no run of " + name);
        }
    }

    /** Median of a figure over the runs. */
    public double median(ToDoubleFunction<Sample> figure) {
        return median(samples.stream().mapToDouble(figure).toArray());
    }

    /** Median over the rounds of this one's speed divided by that of {@code other} in the same round. */
    public double speedAgainst(Series other) {
        double[] ratios = new double[samples.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = samples.get(i).perSecond() / other.samples.get(i).perSecond();
        }
        return median(ratios);
    }

    /** The same of processor time: how many of this could be had for the price of {@code other}. */
    public double thriftAgainst(Series other) {
        double[] ratios = new double[samples.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = other.samples.get(i).cpuMicros() / samples.get(i).cpuMicros();
        }
        return median(ratios);
    }

    /** The line of this series, compared with {@code other} unless that is itself. */
    public Figure figure(String group, String unit, Series other, String goal) {
        DoubleSummaryStatistics speeds =
                samples.stream().mapToDouble(Sample::perSecond).summaryStatistics();
        boolean compared = !other.name.equals(name);
        return new Figure(
                group,
                name,
                unit,
                median(Sample::perSecond),
                speeds.getMin(),
                speeds.getMax(),
                compared ? other.name : null,
                compared ? speedAgainst(other) : Double.NaN,
                compared ? thriftAgainst(other) : Double.NaN,
                goal);
    }

    /** The middle one, or half way between the two in the middle. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

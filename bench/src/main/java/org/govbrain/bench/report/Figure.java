package org.govbrain.bench.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param group what was measured together: situation, index, latency
 * @param name of the candidate, or of the way from deadline to reader
 * @param unit of the three figures that follow
 * @param median over the rounds; of latencies the 50th percentile
 * @param low smallest of the rounds; of latencies the smallest
 * @param high largest of the rounds; of latencies the 99th percentile
 * @param against name of the line that it is compared with, null for none
 * @param ratio median over the rounds of its speed divided by that of {@code against}; NaN without one
 * @param cpuRatio the same of processor time in this program; NaN without one
 * @param goal what must be reached, in words; empty without a goal
 */
public record Figure(
        String group,
        String name,
        String unit,
        double median,
        double low,
        double high,
        @Nullable String against,
        double ratio,
        double cpuRatio,
        String goal) {}

package org.govbrain.domain.hotspot.scan;

/**
 * How p is found.
 *
 * @param replicas drawn cities; 999 give p in steps of 0.001
 * @param seed same seed, same p
 * @param stopAfter stop when so many drawn cities beat the strongest window, which is then no cluster (J. Besag and P.
 *     Clifford, Biometrika 78, 1991); 0 = never
 */
public record MonteCarlo(int replicas, long seed, int stopAfter) {}

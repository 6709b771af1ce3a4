package org.govbrain.domain.hotspot.scan;

import org.govbrain.domain.hotspot.statistics.SeededRandom;

/** What is expected where nothing builds up, and how to draw a city in which nothing does. */
interface ScanModel {
    /** All cases, C. */
    int total();

    /** Most cases that the newest slices of a drawn city can have in all. */
    int most();

    /** What each place adds to the share of a zone: place by duration - 1. */
    double[][] placeShares();

    /** Share of all cases that is expected of each place over all slices, by which a zone may be too large. */
    double[] overallShares();

    /**
     * Share of all cases that is expected in a zone in the newest slices.
     *
     * @param share sum of {@link #placeShares} over the zone for that duration
     * @param duration number of newest slices, from 1
     */
    double windowShare(double share, int duration);

    /**
     * Draws a city under the null hypothesis.
     *
     * @param counts all 0, to be filled: the cases of a place {@code age} slices back are at
     *     {@code place * durations + age}
     */
    void draw(SeededRandom random, int[] counts);
}

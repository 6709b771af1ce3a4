package org.govbrain.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0",
        "0, 0, 1, 0, 111195.080",
        "0, 0, 0, 1, 111195.080",
        "0, 60, 1, 60, 55597.0109",
        "0, 0, 180, 0, 20015114.4",
        "179.5, 0, -179.5, 0, 111195.080",
        "121.531541859215, 31.17530398364597, 116.38404722455657, 39.91334545536069, 1076959",
    })
    void is_the_great_circle_in_metres(double lonA, double latA, double lonB, double latB, double metres) {
        assertThat(Distance.metres(lonA, latA, lonB, latB)).isCloseTo(metres, within(metres * 1e-5 + 1e-9));
    }

    @Property(seed = "20261123")
    void is_the_same_both_ways_and_never_more_than_half_the_globe(
            @ForAll @DoubleRange(min = -180, max = 180) double lonA,
            @ForAll @DoubleRange(min = -90, max = 90) double latA,
            @ForAll @DoubleRange(min = -180, max = 180) double lonB,
            @ForAll @DoubleRange(min = -90, max = 90) double latB) {
        double there = Distance.metres(lonA, latA, lonB, latB);

        assertThat(there).as("back").isCloseTo(Distance.metres(lonB, latB, lonA, latA), within(1e-6));
        assertThat(there).as("bound").isBetween(0.0, Math.PI * Distance.EARTH_RADIUS_M + 1e-6);
    }
}

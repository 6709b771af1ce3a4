package org.govbrain.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CoordinatesTest {

    @ParameterizedTest
    @CsvSource({
        // eviltransform's own test table (Shanghai, Shenzhen, Beijing), printed from a slightly other ellipsoid
        "121.5272106, 31.1774276, 121.531541859215,  31.17530398364597,  1e-6",
        "113.912316,  22.543847,  113.9171764808363, 22.540796131694766, 1e-6",
        "116.377817,  39.911954,  116.38404722455657, 39.91334545536069, 1e-6",
        // coordtransform's printed example, the same ellipsoid
        "116.404,     39.915,     116.41024449916938, 39.91640428150164, 1e-11",
    })
    void gives_the_published_gcj02_pairs(double lon, double lat, double gcjLon, double gcjLat, double tolerance) {
        LonLat gcj = Coordinates.fromWgs84(Crs.GCJ02, lon, lat);

        assertThat(gcj.lon()).as("longitude").isCloseTo(gcjLon, within(tolerance));
        assertThat(gcj.lat()).as("latitude").isCloseTo(gcjLat, within(tolerance));
        LonLat back = Coordinates.toWgs84(Crs.GCJ02, gcjLon, gcjLat);
        assertThat(Distance.metres(back.lon(), back.lat(), lon, lat))
                .as("and back")
                .isLessThan(Math.max(0.01, tolerance * 111_000));
    }

    @ParameterizedTest
    @CsvSource({
        // coordtransform's printed example
        "116.404,   39.915,   116.41036949371029, 39.92133699351021, 1e-9",
        // a pair of Baidu's own converter, printed to five digits
        "116.42703, 39.90245, 116.43351,          39.90851,          1e-5",
    })
    void gives_the_published_steps_from_gcj02_to_bd09(
            double gcjLon, double gcjLat, double baiduLon, double baiduLat, double tolerance) {
        LonLat wgs = Coordinates.toWgs84(Crs.GCJ02, gcjLon, gcjLat);
        LonLat baidu = Coordinates.fromWgs84(Crs.BD09, wgs.lon(), wgs.lat());

        assertThat(baidu.lon()).as("longitude").isCloseTo(baiduLon, within(tolerance));
        assertThat(baidu.lat()).as("latitude").isCloseTo(baiduLat, within(tolerance));
    }

    @Property(seed = "20261123")
    void every_system_round_trips_within_a_centimetre_in_china(
            @ForAll Crs crs,
            @ForAll @DoubleRange(min = 72.1, max = 137.7) double lon,
            @ForAll @DoubleRange(min = 1.0, max = 55.7) double lat) {
        LonLat there = Coordinates.fromWgs84(crs, lon, lat);
        LonLat back = Coordinates.toWgs84(crs, there.lon(), there.lat());

        assertThat(Distance.metres(lon, lat, back.lon(), back.lat()))
                .as("metres lost by going to %s and back", crs)
                .isLessThan(0.01);
    }

    @Property(seed = "20261123")
    void every_system_round_trips_within_a_centimetre_elsewhere(
            @ForAll Crs crs,
            @ForAll @DoubleRange(min = -179.9, max = 71.9) double lon,
            @ForAll @DoubleRange(min = -89.9, max = 89.9) double lat) {
        LonLat there = Coordinates.fromWgs84(crs, lon, lat);
        LonLat back = Coordinates.toWgs84(crs, there.lon(), there.lat());

        assertThat(Math.abs(lon - back.lon()) + Math.abs(lat - back.lat()))
                .as("degrees lost by going to %s and back", crs)
                .isLessThan(1e-7);
    }

    @Property(seed = "20261123")
    void gcj02_shifts_by_less_than_two_kilometres(
            @ForAll @DoubleRange(min = 72.1, max = 137.7) double lon,
            @ForAll @DoubleRange(min = 1.0, max = 55.7) double lat) {
        LonLat gcj = Coordinates.fromWgs84(Crs.GCJ02, lon, lat);

        assertThat(Distance.metres(lon, lat, gcj.lon(), gcj.lat())).as("shift").isBetween(1.0, 2_000.0);
    }

    @ParameterizedTest
    @CsvSource({"-122.4194, 37.7749", "139.767125, 35.681236", "2.35, 48.85", "0, 0", "170, -45", "180, 90"})
    void gcj02_is_the_identity_outside_china(double lon, double lat) {
        assertThat(Coordinates.fromWgs84(Crs.GCJ02, lon, lat)).as("there").isEqualTo(new LonLat(lon, lat));
        assertThat(Coordinates.toWgs84(Crs.GCJ02, lon, lat)).as("back").isEqualTo(new LonLat(lon, lat));
    }

    @Test
    void bd09_just_east_of_the_meridian_of_180_degrees_may_be_west_of_it() {
        LonLat wgs = Coordinates.toWgs84(Crs.BD09, -179.9937, 65.0);
        assertThat(Coordinates.isValid(wgs.lon(), wgs.lat())).as("%s", wgs).isTrue();
        assertThat(wgs.lon()).isBetween(179.99, 180.0);
    }

    @Test
    void cgcs2000_is_taken_as_wgs84() {
        assertThat(Coordinates.toWgs84(Crs.CGCS2000, 120.1, 30.2)).isEqualTo(new LonLat(120.1, 30.2));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 30", "120, NaN", "Infinity, 30", "120, -Infinity", "180.1, 0", "0, 90.1", "-181, 0", "0, -91"})
    void what_is_no_position_is_not_valid(double lon, double lat) {
        assertThat(Coordinates.isValid(lon, lat)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void conversion_of_any_number_comes_to_an_end(Crs crs) {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0, 180, 90
        };
        for (double lon : odd) {
            for (double lat : odd) {
                LonLat wgs = Coordinates.toWgs84(crs, lon, lat);
                boolean nowhere = Double.isNaN(lon) || Double.isNaN(lat);
                assertThat(nowhere && Coordinates.isValid(wgs.lon(), wgs.lat()))
                        .as("%s of %s, %s made up a position", crs, lon, lat)
                        .isFalse();
            }
        }
    }
}

package org.govbrain.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class PolygonsTest {

    @Test
    void repair_keeps_both_lobes_of_a_bow_tie() {
        Geometry fixed = Polygons.repaired(TestGrids.area("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"));

        assertThat(fixed.isValid()).isTrue();
        assertThat(fixed.getArea()).as("two triangles").isCloseTo(2.0, within(1e-12));
    }

    @Test
    void repair_leaves_a_valid_area_alone() {
        Geometry square = TestGrids.area("POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))");

        assertThat((Object) Polygons.repaired(square)).isSameAs(square);
    }

    @Test
    void repair_of_a_line_is_empty() {
        assertThat(Polygons.repaired(TestGrids.area("POLYGON((0 0, 1 1, 2 2, 0 0))"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void writes_a_polygon_with_its_shell_counter_clockwise_and_its_hole_clockwise() {
        Geometry clockwise = TestGrids.area("POLYGON((0 0, 0 9, 9 9, 9 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))");

        assertThat(Polygons.toGeoJson(clockwise))
                .isEqualTo("{\"type\":\"Polygon\",\"coordinates\":["
                        + "[[0.0000000,0.0000000],[9.0000000,0.0000000],[9.0000000,9.0000000],[0.0000000,9.0000000],"
                        + "[0.0000000,0.0000000]],"
                        + "[[2.0000000,2.0000000],[2.0000000,4.0000000],[4.0000000,4.0000000],[4.0000000,2.0000000],"
                        + "[2.0000000,2.0000000]]]}");
    }

    @Test
    void writes_several_parts_as_a_multi_polygon() {
        Geometry two = TestGrids.area("MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))");

        assertThat(Polygons.toGeoJson(two))
                .startsWith("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.0000000,")
                .contains("]]],[[[5.0000000,")
                .endsWith("]]]]}");
    }

    @Property(tries = 500, seed = "20261126")
    void degrees_have_seven_decimals_with_all_their_zeros(
            @ForAll @LongRange(min = -1_800_000_000L, max = 1_800_000_000L) long tenMillionths) {
        double lon = tenMillionths / 1e7;
        Geometry triangle = TestGrids.area("POLYGON((" + lon + " 0, 200 0, 200 1, " + lon + " 0))");

        assertThat(Polygons.toGeoJson(triangle))
                .contains("[" + String.format(Locale.ROOT, "%.7f", lon) + ",0.0000000]");
    }

    @Test
    void repair_also_mends_what_rounding_would_make_cross() {
        // Valid, but with a needle thinner than what 7 decimals tell apart.
        Geometry needle = TestGrids.area("POLYGON((0 0, 1 0, 1 1, 0.50000004 0.00000004, 0.5 1, 0 1, 0 0))");
        Geometry dust = TestGrids.area(
                "MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((5 5, 5.00000001 5, 5.00000001 5.00000001, 5 5)))");
        assertThat(needle.isValid() && dust.isValid()).isTrue();

        assertThat(Polygons.repaired(needle).getNumGeometries())
                .as("cut in two where it would touch itself")
                .isEqualTo(2);
        assertThat(Polygons.repaired(dust).getNumGeometries())
                .as("without the part of no size")
                .isOne();
        assertThat(Polygons.repaired(dust.getGeometryN(1)).isEmpty())
                .as("nothing but that")
                .isTrue();
    }
}

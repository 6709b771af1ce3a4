package org.govbrain.domain.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Grids for tests: from WKT, and boards of equal squares. */
public final class TestGrids {
    private TestGrids() {}

    public static Grid grid(String gridId, String wkt) {
        return Grid.of(gridId, gridId, null, null, null, area(wkt));
    }

    public static Geometry area(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new AssertionError(wkt, e);
        }
    }

    /** Squares r{row}c{column} of {@code side} degrees, the lower left corner of the first at lon, lat. */
    public static List<Grid> board(int rows, int columns, double lon, double lat, double side) {
        List<Grid> grids = new ArrayList<>(rows * columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                grids.add(square("r%03dc%03d".formatted(row, column), lon + column * side, lat + row * side, side));
            }
        }
        return grids;
    }

    public static Grid square(String gridId, double lon, double lat, double side) {
        return grid(
                gridId,
                "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
                        .formatted(lon, lat, lon + side, lat + side));
    }
}

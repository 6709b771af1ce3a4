package org.govbrain.engine.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** A grids.geojson in which exactly those grids touch that shall, whatever map that may be. */
final class TouchingGrids {
    private TouchingGrids() {}

    /**
     * Each grid has a square of its own, and one beside another's wherever they shall touch. All are of one community.
     *
     * @param touch asked once for each pair, with the smaller number first
     */
    static String of(int grids, BiPredicate<Integer, Integer> touch) {
        List<StringBuilder> parts = new ArrayList<>();
        for (int i = 0; i < grids; i++) {
            parts.add(new StringBuilder(square(1.0 + 0.1 * i, 31.0)));
        }
        int meetings = 0;
        for (int i = 0; i < grids; i++) {
            for (int j = i + 1; j < grids; j++) {
                if (touch.test(i, j)) {
                    double lon = 1.0 + 0.1 * meetings++;
                    parts.get(i).append(',').append(square(lon, 31.5));
                    parts.get(j).append(',').append(square(lon + 0.01, 31.5));
                }
            }
        }
        StringBuilder features = new StringBuilder();
        for (int i = 0; i < grids; i++) {
            features.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"Feature\",\"properties\":{\"gridId\":\"")
                    .append(HotspotEvents.gridId(i))
                    .append("\",\"name\":\"G\",\"communityId\":\"C\",\"community\":\"C\"},\"geometry\":")
                    .append("{\"type\":\"MultiPolygon\",\"coordinates\":[")
                    .append(parts.get(i))
                    .append("]}}");
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
    }

    /** Corners of a hundredth of a degree. */
    private static String square(double lon, double lat) {
        return String.format(
                Locale.ROOT,
                "[[[%1$.4f,%3$.4f],[%2$.4f,%3$.4f],[%2$.4f,%4$.4f],[%1$.4f,%4$.4f],[%1$.4f,%3$.4f]]]",
                lon,
                lon + 0.01,
                lat,
                lat + 0.01);
    }
}

package org.govbrain.local.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A grid's outline and a place in it as SVG, drawn to fit; no server of tiles is asked. */
final class GridMap {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SIZE = 200;

    private GridMap() {}

    /**
     * The picture.
     *
     * @param boundary GeoJSON, Polygon or MultiPolygon; of several the first outer ring is drawn
     * @param lon degrees, null when the place is not known
     */
    static Optional<String> svg(String boundary, @Nullable Double lon, @Nullable Double lat) {
        JsonNode ring;
        try {
            JsonNode geometry = JSON.readTree(boundary);
            JsonNode polygon = geometry.path("coordinates").path(0);
            ring = geometry.path("type").asText().equals("MultiPolygon") ? polygon.path(0) : polygon;
        } catch (IOException e) {
            return Optional.empty();
        }
        double west = Double.MAX_VALUE;
        double east = -Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double north = -Double.MAX_VALUE;
        for (JsonNode point : ring) {
            west = Math.min(west, point.path(0).asDouble());
            east = Math.max(east, point.path(0).asDouble());
            south = Math.min(south, point.path(1).asDouble());
            north = Math.max(north, point.path(1).asDouble());
        }
        double squeeze = Math.cos(Math.toRadians((south + north) / 2));
        double width = (east - west) * squeeze;
        double scale = SIZE / Math.max(1e-9, Math.max(width, north - south));
        StringBuilder svg = new StringBuilder("<svg viewBox=\"-10 -10 ")
                .append(number(width * scale + 20))
                .append(' ')
                .append(number((north - south) * scale + 20))
                .append("\" role=\"img\"><polygon fill=\"#d3e6f3\" stroke=\"#1b6fa8\" points=\"");
        for (JsonNode point : ring) {
            svg.append(number((point.path(0).asDouble() - west) * squeeze * scale))
                    .append(',')
                    .append(number((north - point.path(1).asDouble()) * scale))
                    .append(' ');
        }
        svg.append("\"/>");
        if (lon != null && lat != null) {
            svg.append("<circle r=\"7\" fill=\"#c2371a\" cx=\"")
                    .append(number((lon - west) * squeeze * scale))
                    .append("\" cy=\"")
                    .append(number((north - lat) * scale))
                    .append("\"/>");
        }
        return Optional.of(svg.append("</svg>").toString());
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }
}

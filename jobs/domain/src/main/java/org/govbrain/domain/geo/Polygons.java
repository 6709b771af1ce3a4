package org.govbrain.domain.geo;

import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.precision.GeometryPrecisionReducer;

/** What is done to the polygons of grids before anything else: repair, and writing as GeoJSON. */
public final class Polygons {
    private static final int DECIMALS = 7;
    private static final long DIGITS = 10_000_000L;
    private static final PrecisionModel SCALE = new PrecisionModel(DIGITS);

    private Polygons() {}

    /**
     * The same area without crossing rings, spikes and holes outside their shell, also once it is rounded as {@link #toGeoJson} writes
     * it: Elasticsearch refuses an outline that crosses itself then. Keeps both lobes of a bow tie, of which {@code buffer(0)} would
     * drop one.
     *
     * @return empty when the rings enclose nothing, or less than a centimetre
     */
    public static Geometry repaired(Geometry area) {
        Geometry valid = area.isValid() ? area : GeometryFixer.fix(area);
        if (!(valid instanceof Polygonal)) {
            return area.getFactory().createPolygon();
        }
        boolean asWritten =
                GeometryPrecisionReducer.reducePointwise(valid, SCALE).isValid();
        return asWritten ? valid : GeometryPrecisionReducer.reduce(valid, SCALE);
    }

    /**
     * A Polygon or MultiPolygon as a GeoJSON geometry (RFC 7946): longitude first, shells counter-clockwise, degrees
     * with 7 decimals (a centimetre).
     */
    public static String toGeoJson(Geometry area) {
        StringBuilder json = new StringBuilder(64 + 24 * area.getNumPoints());
        boolean single = area.getNumGeometries() == 1;
        json.append("{\"type\":\"").append(single ? "Polygon" : "MultiPolygon").append("\",\"coordinates\":");
        if (!single) {
            json.append('[');
        }
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (i > 0) {
                json.append(',');
            }
            Polygon polygon = (Polygon) area.getGeometryN(i);
            json.append('[');
            appendRing(json, polygon.getExteriorRing(), true);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                json.append(',');
                appendRing(json, polygon.getInteriorRingN(hole), false);
            }
            json.append(']');
        }
        return json.append(single ? "}" : "]}").toString();
    }

    private static void appendRing(StringBuilder json, LinearRing ring, boolean counterClockwise) {
        CoordinateSequence points = ring.getCoordinateSequence();
        boolean asIs = Orientation.isCCW(points) == counterClockwise;
        json.append('[');
        for (int i = 0; i < points.size(); i++) {
            int at = asIs ? i : points.size() - 1 - i;
            json.append(i > 0 ? ",[" : "[");
            appendDegrees(json, points.getX(at));
            json.append(',');
            appendDegrees(json, points.getY(at));
            json.append(']');
        }
        json.append(']');
    }

    private static void appendDegrees(StringBuilder json, double degrees) {
        long rounded = Math.round(Math.abs(degrees) * DIGITS);
        json.append(degrees < 0 ? "-" : "").append(rounded / DIGITS).append('.');
        // The digit before the fraction keeps its leading zeros.
        json.append(DIGITS + rounded % DIGITS);
        json.deleteCharAt(json.length() - DECIMALS - 1);
    }
}

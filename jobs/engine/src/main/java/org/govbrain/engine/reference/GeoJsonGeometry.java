package org.govbrain.engine.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.geo.Coordinates;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the geometry of a feature (RFC 7946) from a stream, point by point. Takes Polygon and MultiPolygon; a third
 * coordinate is dropped, a ring that does not end where it began is closed with a warning.
 */
final class GeoJsonGeometry {
    /** A border in finer detail than this is no border but a mistake, and would cost every look-up. */
    static final int MOST_RING_POINTS = 1_000_000;

    private static final int DEEPEST_ARRAY = 4;
    /** Elasticsearch takes a longer edge for one that goes the other way round. */
    private static final double HALF_TURN = 180.0;

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final String file;
    private final Problems problems;
    private boolean badPosition;

    GeoJsonGeometry(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The area of the object at which {@code json} stands; empty, and reported, when it is none. */
    Optional<Geometry> read(JsonParser json) throws IOException {
        String where = GridsParser.where(json);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            problems.add(file, where, GridsParser.found(json), "a Polygon or MultiPolygon");
            json.skipChildren();
            return Optional.empty();
        }
        String type = "no type";
        Nested coordinates = null;
        int before = problems.count();
        badPosition = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals("type")) {
                type = GridsParser.found(json);
                json.skipChildren();
            } else if (key.equals("coordinates") && json.currentToken() == JsonToken.START_ARRAY) {
                coordinates = nested(json, 1);
            } else {
                json.skipChildren();
            }
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        boolean multi = type.equals("\"MultiPolygon\"");
        if (!multi && !type.equals("\"Polygon\"")) {
            problems.add(file, where + "/type", type, "Polygon or MultiPolygon");
            return Optional.empty();
        }
        String at = where + "/coordinates";
        if (coordinates == null) {
            problems.add(file, at, "missing", "an array of rings");
            return Optional.empty();
        }
        Geometry area = multi ? multiPolygon(coordinates, at) : polygon(coordinates, at);
        return problems.count() > before ? Optional.empty() : Optional.of(area);
    }

    /** An array of arrays, or one position. */
    private record Nested(List<Nested> items, @Nullable Coordinate position) {}

    private Nested nested(JsonParser json, int depth) throws IOException {
        List<Nested> items = new ArrayList<>();
        JsonToken first = json.nextToken();
        if (first != null && first.isNumeric()) {
            return new Nested(List.of(), position(json));
        }
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY && depth < DEEPEST_ARRAY) {
                items.add(nested(json, depth + 1));
            } else {
                bad(GridsParser.where(json), GridsParser.found(json));
                json.skipChildren();
            }
        }
        return new Nested(items, null);
    }

    private Coordinate position(JsonParser json) throws IOException {
        String where = GridsParser.where(json);
        double lon = json.getDoubleValue();
        boolean numbers = json.nextToken().isNumeric();
        double lat = numbers ? json.getDoubleValue() : Double.NaN;
        while (json.currentToken() != JsonToken.END_ARRAY) {
            numbers &= json.currentToken().isNumeric();
            json.skipChildren();
            json.nextToken();
        }
        if (!numbers || !Coordinates.isValid(lon, lat)) {
            String found = numbers ? "[" + lon + ", " + lat + "]" : "no pair of numbers";
            bad(where, found);
        }
        return new Coordinate(lon, lat);
    }

    /** Reports the first of a geometry; the others of a file in metres would only hide what else is wrong. */
    private void bad(String where, String found) {
        if (!badPosition) {
            problems.add(file, where, found, "[longitude within ±180, latitude within ±90]");
        }
        badPosition = true;
    }

    private Geometry multiPolygon(Nested coordinates, String where) {
        List<Nested> parts = itemsOf(coordinates, where, "an array of polygons");
        List<Polygon> polygons = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            polygons.add(polygon(parts.get(i), where + "/" + i));
        }
        return polygons.size() == 1 ? polygons.get(0) : FACTORY.createMultiPolygon(polygons.toArray(new Polygon[0]));
    }

    private Polygon polygon(Nested coordinates, String where) {
        List<Nested> items = itemsOf(coordinates, where, "an array of rings");
        List<LinearRing> rings = new ArrayList<>(items.size());
        int before = problems.count();
        for (int i = 0; i < items.size(); i++) {
            rings.add(ring(items.get(i), where + "/" + i));
        }
        return rings.isEmpty() || problems.count() > before
                ? FACTORY.createPolygon()
                : FACTORY.createPolygon(
                        rings.get(0), rings.subList(1, rings.size()).toArray(new LinearRing[0]));
    }

    /** What an array holds; nothing, and reported once, when it holds nothing or positions too early. */
    private List<Nested> itemsOf(Nested nested, String where, String expected) {
        boolean flat = nested.items.stream().anyMatch(item -> item.position != null);
        if (nested.items.isEmpty() || flat) {
            problems.add(file, where, flat ? "positions" : "nothing", expected);
            return List.of();
        }
        return nested.items;
    }

    private LinearRing ring(Nested nested, String where) {
        List<Coordinate> points = new ArrayList<>(nested.items.size() + 1);
        for (Nested item : nested.items) {
            if (item.position != null) {
                points.add(item.position);
            }
        }
        boolean mixed = points.size() < nested.items.size();
        if (!mixed && !points.isEmpty() && !points.get(0).equals2D(points.get(points.size() - 1))) {
            points.add(points.get(0).copy());
            problems.warn(file, where, "the ring does not end where it began; closed");
        }
        if (mixed || points.size() < 4 || points.size() > MOST_RING_POINTS) {
            problems.add(
                    file,
                    where,
                    mixed ? "arrays in arrays" : points.size() + " points",
                    "a ring of 4 to " + MOST_RING_POINTS + " positions");
            return FACTORY.createLinearRing();
        }
        for (int i = 1; i < points.size(); i++) {
            double from = points.get(i - 1).getX();
            double to = points.get(i).getX();
            if (Math.abs(to - from) > HALF_TURN) {
                problems.add(
                        file,
                        where,
                        "an edge from longitude " + from + " to " + to,
                        "edges of at most 180°; a grid on both sides of 180° as a MultiPolygon of two parts");
                return FACTORY.createLinearRing();
            }
        }
        return FACTORY.createLinearRing(points.toArray(new Coordinate[0]));
    }
}

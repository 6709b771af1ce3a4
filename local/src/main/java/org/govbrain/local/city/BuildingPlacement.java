package org.govbrain.local.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Puts buildings into cells: more into large and dense ones, apart from each other and away from the border. */
final class BuildingPlacement {
    /** So far from the border that a position a few metres off still lies in the cell. */
    static final double MARGIN_M = 15;

    private static final int FEWEST = 3;
    private static final int CANDIDATES = 6;
    private static final GeometryFactory PLANE = new GeometryFactory();

    private BuildingPlacement() {}

    /** How many buildings each cell gets, {@code total} in all, by largest remainder. */
    static int[] counts(double[] weights, int total) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        int spread = total - FEWEST * weights.length;
        int[] counts = new int[weights.length];
        double[] rest = new double[weights.length];
        int given = 0;
        for (int i = 0; i < weights.length; i++) {
            double share = weights[i] / sum * spread;
            counts[i] = FEWEST + (int) share;
            rest[i] = share - (int) share;
            given += counts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rest[i]))
                .limit(total - given)
                .forEach(i -> counts[i]++);
        return counts;
    }

    /** Points in metres; of some candidates each time the one farthest from those before it. */
    static List<Coordinate> points(Draws draws, Geometry cell, int count) {
        Geometry inner = cell.buffer(-MARGIN_M);
        Geometry area = inner.isEmpty() ? cell : inner;
        List<Coordinate> points = new ArrayList<>();
        while (points.size() < count) {
            Coordinate best = inside(draws, area);
            for (int i = 1; i < CANDIDATES; i++) {
                Coordinate candidate = inside(draws, area);
                if (nearestM(points, candidate) > nearestM(points, best)) {
                    best = candidate;
                }
            }
            points.add(best);
        }
        return points;
    }

    private static Coordinate inside(Draws draws, Geometry area) {
        Envelope box = area.getEnvelopeInternal();
        while (true) {
            Coordinate point = new Coordinate(
                    draws.between(box.getMinX(), box.getMaxX()), draws.between(box.getMinY(), box.getMaxY()));
            if (area.contains(PLANE.createPoint(point))) {
                return point;
            }
        }
    }

    private static double nearestM(List<Coordinate> points, Coordinate point) {
        double nearest = Double.MAX_VALUE;
        for (Coordinate other : points) {
            nearest = Math.min(nearest, other.distance(point));
        }
        return nearest;
    }
}

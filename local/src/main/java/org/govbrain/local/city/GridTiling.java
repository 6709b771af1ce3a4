package org.govbrain.local.city;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Cuts the sub-district into cells: Voronoi cells of seeded sites, evened out by three rounds of Lloyd's algorithm, within
 * an irregular outline. The cells are built from one noded drawing of all lines, so neighbours share their corners
 * exactly and there is neither gap nor overlap.
 */
final class GridTiling {
    private static final GeometryFactory PLANE = new GeometryFactory();
    private static final int OUTLINE_POINTS = 90;
    private static final int ROUNDS = 3;

    private GridTiling() {}

    /** The cells in metres; their areas add up to {@code areaM2}. */
    static List<Geometry> cells(long seed, int count, double areaM2) {
        Polygon outline = outline(Draws.of(seed, "outline"), areaM2);
        List<Coordinate> sites = sites(Draws.of(seed, "sites"), outline, count);
        for (int round = 0; round < ROUNDS; round++) {
            sites = centroids(sites, outline);
        }
        return faces(sites, outline);
    }

    /** A circle with five waves on it. */
    private static Polygon outline(Draws draws, double areaM2) {
        double[] phase = new double[5];
        double[] height = new double[5];
        for (int wave = 0; wave < phase.length; wave++) {
            phase[wave] = draws.between(0, 2 * StrictMath.PI);
            height[wave] = draws.between(0.03, 0.12) / (1 + 0.4 * wave);
        }
        Coordinate[] points = new Coordinate[OUTLINE_POINTS + 1];
        for (int i = 0; i < OUTLINE_POINTS; i++) {
            double angle = 2 * StrictMath.PI * i / OUTLINE_POINTS;
            double radius = 1;
            for (int wave = 0; wave < phase.length; wave++) {
                radius += height[wave] * StrictMath.sin((wave + 2) * angle + phase[wave]);
            }
            points[i] = new Coordinate(1.15 * radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
        }
        points[OUTLINE_POINTS] = points[0];
        double scale = StrictMath.sqrt(areaM2 / PLANE.createPolygon(points).getArea());
        Coordinate[] scaled = Arrays.stream(points)
                .map(point -> new Coordinate(point.x * scale, point.y * scale))
                .toArray(Coordinate[]::new);
        return PLANE.createPolygon(scaled);
    }

    /** Denser towards the middle, as towns are. */
    private static List<Coordinate> sites(Draws draws, Polygon outline, int count) {
        Envelope box = outline.getEnvelopeInternal();
        double reach = box.getDiameter() / 2;
        List<Coordinate> sites = new ArrayList<>();
        while (sites.size() < count) {
            Coordinate site = new Coordinate(
                    draws.between(box.getMinX(), box.getMaxX()), draws.between(box.getMinY(), box.getMaxY()));
            double fromMiddle = StrictMath.sqrt(site.x * site.x + site.y * site.y) / reach;
            if (draws.chance(1.15 - fromMiddle) && outline.contains(PLANE.createPoint(site))) {
                sites.add(site);
            }
        }
        return sites;
    }

    private static List<Coordinate> centroids(List<Coordinate> sites, Polygon outline) {
        List<Coordinate> centroids = new ArrayList<>();
        Geometry cells = voronoi(sites, outline);
        for (int i = 0; i < cells.getNumGeometries(); i++) {
            centroids.add(
                    cells.getGeometryN(i).intersection(outline).getCentroid().getCoordinate());
        }
        centroids.sort(null);
        return centroids;
    }

    private static Geometry voronoi(List<Coordinate> sites, Polygon outline) {
        VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
        builder.setSites(sites);
        Envelope box = outline.getEnvelopeInternal();
        box.expandBy(1_000);
        builder.setClipEnvelope(box);
        return builder.getDiagram(PLANE);
    }

    private static List<Geometry> faces(List<Coordinate> sites, Polygon outline) {
        List<Geometry> lines = new ArrayList<>();
        lines.add(outline.getExteriorRing());
        Geometry cells = voronoi(sites, outline);
        for (int i = 0; i < cells.getNumGeometries(); i++) {
            lines.add(((Polygon) cells.getGeometryN(i)).getExteriorRing());
        }
        Polygonizer polygonizer = new Polygonizer();
        // Decimetres: far coarser than degrees with 7 decimals, so that rounding to them moves no line across another.
        polygonizer.add(UnaryUnionNG.union(lines, PLANE, new PrecisionModel(10)));
        List<List<Polygon>> bySite = new ArrayList<>();
        sites.forEach(site -> bySite.add(new ArrayList<>()));
        for (Object face : polygonizer.getPolygons()) {
            Coordinate inside = ((Polygon) face).getInteriorPoint().getCoordinate();
            if (outline.contains(PLANE.createPoint(inside))) {
                bySite.get(nearest(sites, inside)).add((Polygon) face);
            }
        }
        return bySite.stream().map(GridTiling::joined).toList();
    }

    /**
     * A bay of the outline may cut a cell in two; both parts stay one grid. Normalised, since the corner at which the
     * polygonizer begins depends on where its objects lie in memory.
     */
    private static Geometry joined(List<Polygon> parts) {
        return (parts.size() == 1 ? parts.get(0) : PLANE.createMultiPolygon(parts.toArray(Polygon[]::new))).norm();
    }

    private static int nearest(List<Coordinate> sites, Coordinate point) {
        int nearest = 0;
        for (int i = 1; i < sites.size(); i++) {
            if (sites.get(i).distance(point) < sites.get(nearest).distance(point)) {
                nearest = i;
            }
        }
        return nearest;
    }
}

package org.govbrain.domain.geo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;

/**
 * Which grids touch. Polygons drawn by hand seldom share their vertices, so two whose borders come closer than a
 * tolerance count as touching.
 */
public final class GridNeighbours {
    /** Gaps up to this are slips of the pen and no street. */
    public static final double SNAP_M = 2.0;

    private GridNeighbours() {}

    /**
     * Queen contiguity: an edge or a corner in common, or one inside the other.
     *
     * @param snapM borders closer than this many metres touch
     * @return every grid id with its sorted neighbours, itself left out; an island has an empty list
     */
    public static SortedMap<String, List<String>> queen(List<Grid> grids, double snapM) {
        SortedMap<String, List<String>> neighbours = new TreeMap<>();
        STRtree tree = new STRtree();
        List<Flat> flats = new ArrayList<>(grids.size());
        Envelope bounds = boundsOf(grids);
        for (Grid grid : grids) {
            neighbours.put(grid.gridId(), new ArrayList<>());
            Flat flat = Flat.of(flats.size(), grid, bounds);
            flats.add(flat);
            tree.insert(flat.area.getEnvelopeInternal(), flat);
        }
        for (Flat flat : flats) {
            Envelope around = flat.area.getEnvelopeInternal().copy();
            around.expandBy(snapM);
            IndexedFacetDistance border = new IndexedFacetDistance(flat.area);
            tree.query(around, item -> {
                Flat other = (Flat) item;
                if (other.number > flat.number && touch(flat, border, other, snapM)) {
                    listOf(neighbours, flat.gridId).add(other.gridId);
                    listOf(neighbours, other.gridId).add(flat.gridId);
                }
            });
        }
        neighbours.values().forEach(Collections::sort);
        return neighbours;
    }

    private static List<String> listOf(SortedMap<String, List<String>> neighbours, String gridId) {
        return neighbours.computeIfAbsent(gridId, id -> new ArrayList<>());
    }

    private static boolean touch(Flat flat, IndexedFacetDistance border, Flat other, double snapM) {
        return border.isWithinDistance(other.area, snapM) || flat.holdsPartOf(other) || other.holdsPartOf(flat);
    }

    private static Envelope boundsOf(List<Grid> grids) {
        Envelope bounds = new Envelope();
        grids.forEach(grid -> bounds.expandToInclude(grid.area().getEnvelopeInternal()));
        return bounds;
    }

    /** A grid on a plane in metres, true to scale at the city's middle latitude: good for a tolerance of metres. */
    private record Flat(int number, String gridId, Geometry area) {

        static Flat of(int number, Grid grid, Envelope bounds) {
            double metresNorth = Math.toRadians(Distance.EARTH_RADIUS_M);
            double metresEast = metresNorth * Math.cos(Math.toRadians((bounds.getMinY() + bounds.getMaxY()) / 2.0));
            // GeoJSON cuts a city at 180°: what lies on both sides of the cut is laid together again.
            double meridian = bounds.getWidth() > 180.0 ? 180.0 : (bounds.getMinX() + bounds.getMaxX()) / 2.0;
            Geometry area = grid.area().copy();
            area.apply(new Scale(meridian, metresEast, metresNorth));
            return new Flat(number, grid.gridId(), area);
        }

        /** Of another one whose border it does not meet: each of its parts lies inside whole or not at all. */
        boolean holdsPartOf(Flat other) {
            for (int i = 0; i < other.area.getNumGeometries(); i++) {
                if (holds(other.area.getGeometryN(i).getCoordinate())) {
                    return true;
                }
            }
            return false;
        }

        private boolean holds(Coordinate point) {
            return area.getEnvelopeInternal().contains(point)
                    && SimplePointInAreaLocator.locate(point, area) != Location.EXTERIOR;
        }
    }

    private record Scale(double meridian, double x, double y) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence points, int i) {
            points.setOrdinate(i, 0, Longitude.beside(meridian, points.getX(i)) * x);
            points.setOrdinate(i, 1, points.getY(i) * y);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}

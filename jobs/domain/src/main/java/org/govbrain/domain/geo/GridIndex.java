package org.govbrain.domain.geo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.ItemVisitor;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * All grids of a city, by id and by place. Never changes after it is made; any number of threads may ask it.
 *
 * <p>Longitudes are plain numbers: a grid across the antimeridian is two polygons.
 */
public final class GridIndex {
    private final Map<String, Grid> byId;
    private final List<Grid> grids;
    private final STRtree tree = new STRtree();
    private final Envelope bounds = new Envelope();

    /** @throws IllegalArgumentException when two grids have one id */
    public GridIndex(Collection<Grid> grids) {
        Map<String, Grid> sorted = new TreeMap<>();
        for (Grid grid : grids) {
            if (sorted.put(grid.gridId(), grid) != null) {
                throw new IllegalArgumentException("two grids with the id " + grid.gridId());
            }
        }
        this.grids = List.copyOf(sorted.values());
        this.byId = Map.copyOf(sorted);
        for (Grid grid : this.grids) {
            Envelope envelope = grid.area().getEnvelopeInternal();
            bounds.expandToInclude(envelope);
            tree.insert(envelope, new Entry(grid, new IndexedPointInAreaLocator(grid.area())));
        }
        // Without this the first question builds it, and two first questions at once would break it.
        tree.build();
    }

    /** The index of a city of which no grid is known. */
    public static GridIndex empty() {
        return new GridIndex(List.of());
    }

    /**
     * The grid at a point in WGS84, borders included. Of several there (a shared border, an overlap) it is the one with
     * the smallest id, so that the answer does not depend on the order of the file.
     */
    public Optional<Grid> locate(double lon, double lat) {
        Search search = new Search(lon, lat);
        tree.query(new Envelope(search.point), search);
        return Optional.ofNullable(search.found);
    }

    public Optional<Grid> find(String gridId) {
        return Optional.ofNullable(byId.get(gridId));
    }

    public boolean contains(String gridId) {
        return byId.containsKey(gridId);
    }

    /** All grids, by id. */
    public List<Grid> all() {
        return grids;
    }

    public boolean isEmpty() {
        return grids.isEmpty();
    }

    /** Metres from a point to the box around all grids, 0 inside it. */
    public double metresFromCity(double lon, double lat) {
        double nearestLon = Math.max(bounds.getMinX(), Math.min(bounds.getMaxX(), lon));
        double nearestLat = Math.max(bounds.getMinY(), Math.min(bounds.getMaxY(), lat));
        return Distance.metres(lon, lat, nearestLon, nearestLat);
    }

    /**
     * For every grid the ids of those that it touches, a corner being enough (queen contiguity), itself left out, sorted.
     * Worked out at each call; keep the answer.
     *
     * @see GridNeighbours
     */
    public Map<String, List<String>> neighbours() {
        return GridNeighbours.queen(grids, GridNeighbours.SNAP_M);
    }

    private record Entry(Grid grid, PointOnGeometryLocator locator) {}

    /** One question. Asks the exact locator only for what could still be a smaller id. */
    private static final class Search implements ItemVisitor {
        private final Coordinate point;
        private @Nullable Grid found;

        Search(double lon, double lat) {
            point = new Coordinate(lon, lat);
        }

        @Override
        public void visitItem(Object item) {
            Entry entry = (Entry) item;
            if (found != null && found.gridId().compareTo(entry.grid.gridId()) <= 0) {
                return;
            }
            if (entry.locator.locate(point) != Location.EXTERIOR) {
                found = entry.grid;
            }
        }
    }
}

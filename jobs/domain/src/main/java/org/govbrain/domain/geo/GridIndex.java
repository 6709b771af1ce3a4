package org.govbrain.domain.geo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;

/**
 * All grids of a city, by id and by place. Never changes after it is made; any number of threads may ask it.
 *
 * <p>Longitudes are plain numbers: a grid across the antimeridian is two polygons.
 */
public final class GridIndex {
    private final Map<String, Grid> byId;
    private final List<Grid> grids;
    private final GridCells cells;
    /** Around the grids west and east of Greenwich: around both together, a city across 180° would be as wide as the Earth. */
    private final List<Envelope> boxes;

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
        this.cells = new GridCells(this.grids);
        Envelope west = new Envelope();
        Envelope east = new Envelope();
        for (Grid grid : this.grids) {
            for (int i = 0; i < grid.area().getNumGeometries(); i++) {
                Envelope box = grid.area().getGeometryN(i).getEnvelopeInternal();
                (box.getMaxX() <= 0 ? west : east).expandToInclude(box);
            }
        }
        this.boxes = Stream.of(west, east).filter(box -> !box.isNull()).toList();
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
        return Optional.ofNullable(cells.find(lon, lat));
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

    /**
     * Metres from a point to the nearer of the boxes around the grids west and east of Greenwich, 0 inside of one; infinite for a
     * city without grids.
     */
    public double metresFromCity(double lon, double lat) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Envelope box : boxes) {
            double beside = Longitude.beside(box.centre().x, lon);
            double nearestLon = Math.max(box.getMinX(), Math.min(box.getMaxX(), beside));
            double nearestLat = Math.max(box.getMinY(), Math.min(box.getMaxY(), lat));
            nearest = Math.min(nearest, Distance.metres(lon, lat, nearestLon, nearestLat));
        }
        return nearest;
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
}

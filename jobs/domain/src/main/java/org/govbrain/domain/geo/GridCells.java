package org.govbrain.domain.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The box around all grids, cut into cells that remember which grids reach into them. Most cells are smaller than a grid and lie
 * within one, so that most points need no look at a polygon. A cell is worked out when the first point falls into it.
 */
final class GridCells {
    private static final int CELLS_A_GRID = 4;
    private static final int MOST_A_SIDE = 1_024;
    /** By so much of its size a cell is thought larger: a point on its edge may be reckoned into either side. */
    private static final double MARGIN = 1e-6;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private final STRtree tree = new STRtree();
    private final Envelope bounds = new Envelope();
    private final int aSide;
    private final AtomicReferenceArray<List<Entry>> cells;

    /** @param grids by id */
    GridCells(List<Grid> grids) {
        for (Grid grid : grids) {
            Envelope envelope = grid.area().getEnvelopeInternal();
            bounds.expandToInclude(envelope);
            tree.insert(
                    envelope,
                    new Entry(
                            grid,
                            new IndexedPointInAreaLocator(grid.area()),
                            PreparedGeometryFactory.prepare(grid.area())));
        }
        // Without this the first question builds it, and two first questions at once would break it.
        tree.build();
        aSide = (int) Math.min(MOST_A_SIDE, Math.ceil(Math.sqrt(grids.size())) * CELLS_A_GRID);
        cells = new AtomicReferenceArray<>(aSide * aSide);
    }

    /** Of the grids at a point, borders included, the one with the smallest id; null for none. */
    @Nullable
    Grid find(double lon, double lat) {
        if (!bounds.contains(lon, lat)) {
            return null;
        }
        Coordinate point = null;
        for (Entry entry : entries(
                cell(lon, bounds.getMinX(), bounds.getWidth()), cell(lat, bounds.getMinY(), bounds.getHeight()))) {
            if (entry.locator == null) {
                return entry.grid;
            }
            point = point == null ? new Coordinate(lon, lat) : point;
            if (entry.locator.locate(point) != Location.EXTERIOR) {
                return entry.grid;
            }
        }
        return null;
    }

    private int cell(double value, double from, double width) {
        return (int) Math.min(aSide - 1, (value - from) / width * aSide);
    }

    /** Two threads may work out the same cell at once; they find the same. */
    private List<Entry> entries(int column, int row) {
        int index = row * aSide + column;
        List<Entry> known = cells.get(index);
        if (known == null) {
            known = reachInto(column, row);
            cells.set(index, known);
        }
        return known;
    }

    /** In the order of their ids; what comes behind one that has the whole cell is never asked for. */
    private List<Entry> reachInto(int column, int row) {
        double width = bounds.getWidth() / aSide;
        double height = bounds.getHeight() / aSide;
        Envelope cell = new Envelope(
                bounds.getMinX() + (column - MARGIN) * width,
                bounds.getMinX() + (column + 1 + MARGIN) * width,
                bounds.getMinY() + (row - MARGIN) * height,
                bounds.getMinY() + (row + 1 + MARGIN) * height);
        var area = GEOMETRIES.toGeometry(cell);
        List<Entry> near = new ArrayList<>();
        tree.query(cell, item -> near.add((Entry) item));
        near.sort(Comparator.comparing(entry -> entry.grid.gridId()));
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : near) {
            if (entry.shape.covers(area)) {
                entries.add(new Entry(entry.grid, null, entry.shape));
                break;
            }
            if (entry.shape.intersects(area)) {
                entries.add(entry);
            }
        }
        return List.copyOf(entries);
    }

    /** A grid that reaches into a cell; without a locator it has all of it. */
    private record Entry(Grid grid, @Nullable PointOnGeometryLocator locator, PreparedGeometry shape) {}
}

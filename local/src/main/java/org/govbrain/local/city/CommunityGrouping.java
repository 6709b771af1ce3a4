package org.govbrain.local.city;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Groups cells to connected communities of about the same size: centres far from each other, and from each the community
 * grows by one neighbouring cell at a time, the smallest community first.
 */
final class CommunityGrouping {
    private static final int NONE = -1;

    private final List<Coordinate> middles;
    private final boolean[][] borders;

    private CommunityGrouping(List<Geometry> cells) {
        middles = cells.stream().map(cell -> cell.getCentroid().getCoordinate()).toList();
        borders = new boolean[cells.size()][cells.size()];
        for (int a = 0; a < cells.size(); a++) {
            for (int b = a + 1; b < cells.size(); b++) {
                // A shared border is a line; a mere corner does not connect.
                borders[a][b] = cells.get(a)
                                .getEnvelopeInternal()
                                .intersects(cells.get(b).getEnvelopeInternal())
                        && cells.get(a).intersection(cells.get(b)).getDimension() == 1;
                borders[b][a] = borders[a][b];
            }
        }
    }

    /** For each cell the number of its community, 0 to {@code count} - 1. */
    static int[] of(List<Geometry> cells, int count) {
        return new CommunityGrouping(cells).grow(count);
    }

    private int[] grow(int count) {
        List<Integer> centres = centres(count);
        int[] community = new int[middles.size()];
        Arrays.fill(community, NONE);
        int[] size = new int[count];
        for (int i = 0; i < count; i++) {
            community[centres.get(i)] = i;
            size[i] = 1;
        }
        for (int left = middles.size() - count; left > 0; left--) {
            Step step = next(community, size, centres);
            community[step.cell] = step.community;
            size[step.community]++;
        }
        return community;
    }

    private record Step(int community, int cell, int size, double distance) {}

    private Step next(int[] community, int[] size, List<Integer> centres) {
        List<Step> steps = new ArrayList<>();
        for (int cell = 0; cell < community.length; cell++) {
            for (int other = 0; other < community.length && community[cell] == NONE; other++) {
                int owner = community[other];
                if (borders[cell][other] && owner != NONE) {
                    double distance = middles.get(cell).distance(middles.get(centres.get(owner)));
                    steps.add(new Step(owner, cell, size[owner], distance));
                }
            }
        }
        return steps.stream()
                .min(Comparator.comparingInt(Step::size)
                        .thenComparingDouble(Step::distance)
                        .thenComparingInt(Step::cell))
                .orElseThrow(() -> new IllegalStateException("the cells are not connected"));
    }

    /** The farthest cell from all centres before it, again and again. */
    private List<Integer> centres(int count) {
        List<Integer> centres = new ArrayList<>(List.of(0));
        while (centres.size() < count) {
            int farthest = 0;
            double best = -1;
            for (int cell = 0; cell < middles.size(); cell++) {
                Coordinate middle = middles.get(cell);
                double nearest = centres.stream()
                        .mapToDouble(centre -> middles.get(centre).distance(middle))
                        .min()
                        .orElse(0);
                if (nearest > best) {
                    best = nearest;
                    farthest = cell;
                }
            }
            centres.add(farthest);
        }
        return centres;
    }
}

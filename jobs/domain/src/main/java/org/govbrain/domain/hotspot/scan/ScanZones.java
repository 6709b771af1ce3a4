package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The circles that a scan looks through: around every place the places in order of their distance, up to a radius and a
 * number. The order is worked out once for a city; a zone is a centre and how many of its nearest places count.
 */
public final class ScanZones {
    /** Distance between the places {@code i} and {@code j}, in any unit. */
    @FunctionalInterface
    public interface DistanceOf {
        double between(int i, int j);
    }

    private final int[][] nearest;

    private ScanZones(int[][] nearest) {
        this.nearest = nearest;
    }

    /**
     * Circles around {@code places} places.
     *
     * @param places how many places
     * @param maxRadius largest circle, in the unit of {@code distance}
     * @param maxPlaces most places in a circle, at least 1
     */
    public static ScanZones of(int places, DistanceOf distance, double maxRadius, int maxPlaces) {
        int[][] nearest = new int[places][];
        for (int centre = 0; centre < places; centre++) {
            int from = centre;
            // The centre itself comes first even where another place has the same coordinates.
            nearest[centre] = IntStream.range(0, places)
                    .filter(place -> place == from || distance.between(from, place) <= maxRadius)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(
                                    place -> place == from ? -1.0 : distance.between(from, place))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(Math.max(1, maxPlaces))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new ScanZones(nearest);
    }

    /** Number of places. */
    public int places() {
        return nearest.length;
    }

    /** Number of zones: circles around every centre. */
    public int zones() {
        return Arrays.stream(nearest).mapToInt(circle -> circle.length).sum();
    }

    /** Places around a centre, itself first; not to be changed. */
    int[] nearest(int centre) {
        return nearest[centre];
    }

    /** The places of the circle around {@code centre} with {@code size} places. */
    public int[] zone(int centre, int size) {
        return Arrays.copyOf(nearest[centre], size);
    }
}

package org.govbrain.domain.geo;

import java.util.List;

/** Longitudes of places that are near each other, though a meridian of 180° may lie between them. Degrees. */
public final class Longitude {
    private static final double HALF = 180.0;
    private static final double TURN = 360.0;

    private Longitude() {}

    /** The longitude by the name that is nearest to {@code other}: 180.01 and not -179.99 beside 179.99. */
    public static double beside(double other, double lon) {
        double apart = lon - other;
        return apart > HALF ? lon - TURN : apart < -HALF ? lon + TURN : lon;
    }

    /** The mean, from -180 to 180; NaN of none. */
    public static double mean(List<Double> longitudes) {
        if (longitudes.isEmpty()) {
            return Double.NaN;
        }
        double first = longitudes.get(0);
        double mean = longitudes.stream()
                .mapToDouble(lon -> beside(first, lon))
                .average()
                .orElse(Double.NaN);
        return beside(0.0, mean);
    }
}

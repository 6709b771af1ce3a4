package org.govbrain.domain.geo;

/** Distances on the sphere of the Earth's mean radius (IUGG, 6,371,008.8 m); within 0.6 % of the ellipsoid. */
public final class Distance {
    /** Mean radius of the Earth in metres. */
    public static final double EARTH_RADIUS_M = 6_371_008.8;

    private Distance() {}

    /** Metres between two points, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984). */
    public static double metres(double lonA, double latA, double lonB, double latB) {
        double halfLat = Math.sin(Math.toRadians(latB - latA) / 2.0);
        double halfLon = Math.sin(Math.toRadians(lonB - lonA) / 2.0);
        double chord =
                halfLat * halfLat + Math.cos(Math.toRadians(latA)) * Math.cos(Math.toRadians(latB)) * halfLon * halfLon;
        // Rounding takes antipodes a hair above 1, of which asin knows nothing.
        return 2.0 * EARTH_RADIUS_M * Math.asin(Math.min(1.0, Math.sqrt(chord)));
    }

    /** How many degrees of latitude that many metres are. */
    public static double degreesOfLatitude(double metres) {
        return Math.toDegrees(metres / EARTH_RADIUS_M);
    }
}

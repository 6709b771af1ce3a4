package org.govbrain.local.city;

import org.govbrain.domain.geo.Distance;
import org.locationtech.jts.geom.Coordinate;

/** Metres east and north of the city's centre, and back to degrees in WGS84. Good to a few centimetres over the city. */
final class LocalPlane {
    /** In the plain north of Hangzhou Bay; the sub-district itself exists only here. */
    static final double CENTRE_LON = 120.5700;

    static final double CENTRE_LAT = 30.4600;

    private static final double M_PER_DEGREE = Distance.EARTH_RADIUS_M * StrictMath.PI / 180.0;
    private static final double COS_LAT = StrictMath.cos(StrictMath.toRadians(CENTRE_LAT));

    private LocalPlane() {}

    /** Degrees with 7 decimals, so that what is written is exactly what was meant. */
    static Coordinate toDegrees(Coordinate metres) {
        return new Coordinate(
                rounded(CENTRE_LON + metres.x / (M_PER_DEGREE * COS_LAT)),
                rounded(CENTRE_LAT + metres.y / M_PER_DEGREE));
    }

    static Coordinate toMetres(Coordinate degrees) {
        return new Coordinate(
                (degrees.x - CENTRE_LON) * M_PER_DEGREE * COS_LAT, (degrees.y - CENTRE_LAT) * M_PER_DEGREE);
    }

    private static double rounded(double degrees) {
        return StrictMath.rint(degrees * 1e7) / 1e7;
    }
}

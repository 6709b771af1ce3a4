package org.govbrain.domain.geo;

/**
 * Conversion between coordinate reference systems.
 *
 * <p>GCJ-02 follows the formula that is public since 2010 (Krasovsky 1940 ellipsoid; the same numbers as
 * {@code wandergis/coordtransform}), BD-09 the published step from GCJ-02. Both have no closed inverse; the usual
 * "subtract the shift" is metres off, so the inverses here iterate until they are far below 0.01 m.
 *
 * <p>Outside the box that the formula gives for China GCJ-02 is the identity. Within about a kilometre of that box's
 * edge two points have one image, and the inverse returns one of them.
 *
 * <p>Every method returns for every input; what is not a position stays not a position (NaN in, NaN out). Callers
 * reject such input with {@link #isValid} first.
 */
public final class Coordinates {
    private static final double SEMI_MAJOR_AXIS_M = 6_378_245.0;
    private static final double ECCENTRICITY_SQUARED = 0.006693421622965943;
    private static final double BAIDU_PI = Math.PI * 3000.0 / 180.0;
    private static final double BAIDU_LON = 0.0065;
    private static final double BAIDU_LAT = 0.006;

    /** About a hundredth of a millimetre. */
    private static final double PRECISE_ENOUGH_DEGREES = 1e-10;

    /** Each round wins two digits, so five are enough; the limit keeps odd input from going round for ever. */
    private static final int MOST_ROUNDS = 12;

    private Coordinates() {}

    /** Whether it is a position on Earth at all: finite, longitude within ±180, latitude within ±90. */
    public static boolean isValid(double lon, double lat) {
        return Math.abs(lon) <= 180.0 && Math.abs(lat) <= 90.0;
    }

    /** Whether the GCJ-02 formula shifts there. The box is the formula's own and wider than the country. */
    public static boolean isShifted(double lon, double lat) {
        return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
    }

    /** The position in WGS84 of one given in {@code crs}. */
    public static LonLat toWgs84(Crs crs, double lon, double lat) {
        return switch (crs) {
            case WGS84, CGCS2000 -> new LonLat(lon, lat);
            case GCJ02 -> unshift(lon, lat);
            case BD09 -> {
                LonLat gcj = baiduToGcj(lon, lat);
                // A little west of -180° lies what is a little west of 180°.
                yield unshift(Longitude.beside(0.0, gcj.lon()), gcj.lat());
            }
        };
    }

    /** The position in {@code crs} of one given in WGS84. */
    public static LonLat fromWgs84(Crs crs, double lon, double lat) {
        return switch (crs) {
            case WGS84, CGCS2000 -> new LonLat(lon, lat);
            case GCJ02 -> isShifted(lon, lat) ? shift(lon, lat) : new LonLat(lon, lat);
            case BD09 -> {
                LonLat gcj = fromWgs84(Crs.GCJ02, lon, lat);
                yield gcjToBaidu(gcj.lon(), gcj.lat());
            }
        };
    }

    private static LonLat unshift(double gcjLon, double gcjLat) {
        if (!isShifted(gcjLon, gcjLat)) {
            return new LonLat(gcjLon, gcjLat);
        }
        double lon = gcjLon;
        double lat = gcjLat;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LonLat there = shift(lon, lat);
            double errorLon = there.lon() - gcjLon;
            double errorLat = there.lat() - gcjLat;
            lon -= errorLon;
            lat -= errorLat;
            if (Math.abs(errorLon) + Math.abs(errorLat) < PRECISE_ENOUGH_DEGREES) {
                break;
            }
        }
        return new LonLat(lon, lat);
    }

    private static LonLat baiduToGcj(double baiduLon, double baiduLat) {
        double lon = baiduLon - BAIDU_LON;
        double lat = baiduLat - BAIDU_LAT;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LonLat there = gcjToBaidu(lon, lat);
            double errorLon = there.lon() - baiduLon;
            double errorLat = there.lat() - baiduLat;
            lon -= errorLon;
            lat -= errorLat;
            if (Math.abs(errorLon) + Math.abs(errorLat) < PRECISE_ENOUGH_DEGREES) {
                break;
            }
        }
        return new LonLat(lon, lat);
    }

    private static LonLat gcjToBaidu(double lon, double lat) {
        double radius = Math.sqrt(lon * lon + lat * lat) + 0.00002 * Math.sin(lat * BAIDU_PI);
        double angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BAIDU_PI);
        return new LonLat(radius * Math.cos(angle) + BAIDU_LON, radius * Math.sin(angle) + BAIDU_LAT);
    }

    private static LonLat shift(double lon, double lat) {
        double x = lon - 105.0;
        double y = lat - 35.0;
        double waves = 20.0 * Math.sin(6.0 * x * Math.PI) + 20.0 * Math.sin(2.0 * x * Math.PI);
        double north = -100.0
                + 2.0 * x
                + 3.0 * y
                + 0.2 * y * y
                + 0.1 * x * y
                + 0.2 * Math.sqrt(Math.abs(x))
                + 2.0 / 3.0 * (waves + 20.0 * Math.sin(y * Math.PI) + 40.0 * Math.sin(y / 3.0 * Math.PI))
                + 2.0 / 3.0 * (160.0 * Math.sin(y / 12.0 * Math.PI) + 320.0 * Math.sin(y * Math.PI / 30.0));
        double east = 300.0
                + x
                + 2.0 * y
                + 0.1 * x * x
                + 0.1 * x * y
                + 0.1 * Math.sqrt(Math.abs(x))
                + 2.0 / 3.0 * (waves + 20.0 * Math.sin(x * Math.PI) + 40.0 * Math.sin(x / 3.0 * Math.PI))
                + 2.0 / 3.0 * (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI));
        double sinLat = Math.sin(Math.toRadians(lat));
        double curvature = 1.0 - ECCENTRICITY_SQUARED * sinLat * sinLat;
        double root = Math.sqrt(curvature);
        double metresPerRadianNorth = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / (curvature * root);
        double metresPerRadianEast = SEMI_MAJOR_AXIS_M / root * Math.cos(Math.toRadians(lat));
        return new LonLat(
                lon + Math.toDegrees(east / metresPerRadianEast), lat + Math.toDegrees(north / metresPerRadianNorth));
    }
}

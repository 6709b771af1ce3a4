package org.govbrain.local.simulate;

import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Coordinates;
import org.govbrain.domain.geo.Crs;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.local.city.Draws;
import org.govbrain.schemas.input.Position;

/**
 * What a matter is about, before anybody has done anything.
 *
 * @param building the nearest one, in whose grid it lies
 * @param at a few metres from it, WGS84
 * @param group of the category
 */
record Subject(Building building, LonLat at, String category, String group, boolean urgent, long openedAtMs) {
    /** Less than the distance that buildings keep from the border of their grid. */
    private static final double OFF_DEGREES = 0.00007;

    static Subject near(Building building, Draws draws, String category, String group, boolean urgent, long atMs) {
        double lon = building.lon() == null ? 0 : building.lon();
        double lat = building.lat() == null ? 0 : building.lat();
        LonLat at = new LonLat(
                lon + draws.between(-OFF_DEGREES, OFF_DEGREES), lat + draws.between(-OFF_DEGREES, OFF_DEGREES));
        return new Subject(building, at, category, group, urgent, atMs);
    }

    /** Somebody else's report of the same thing, from a few metres away. */
    Subject again(Draws draws, long atMs) {
        return near(building, draws, category, group, urgent, atMs);
    }

    String gridId() {
        return String.valueOf(building.gridId());
    }

    /** Where it is, as a system with these coordinates says it, to 6 decimals. */
    Position position(org.govbrain.schemas.input.Crs crs) {
        LonLat there = Coordinates.fromWgs84(Crs.valueOf(crs.name()), at.lon(), at.lat());
        return new Position(rounded(there.lon()), rounded(there.lat()), crs);
    }

    private static double rounded(double degrees) {
        return StrictMath.rint(degrees * 1e6) / 1e6;
    }
}

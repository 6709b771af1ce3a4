package org.govbrain.domain.matter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.geo.Distance;
import org.jspecify.annotations.Nullable;

/**
 * When an incident and a platform case that names no origin are probably one matter: same category group, within
 * {@value #RADIUS_M} m or in the same building, opened within 30 minutes of each other.
 *
 * <p>To find pairs without comparing everything, candidates meet at places: squares wider than the radius. A platform
 * case goes to every square that its radius touches, an incident to its own only, so a pair meets at most once.
 */
public final class ProbableLinks {
    public static final double RADIUS_M = 150;
    public static final long WITHIN_MS = 30 * 60_000L;
    private static final double M_PER_DEGREE = 111_195;
    private static final double CELL_DEGREES = 0.005;
    private static final long CELLS_AROUND = 72_000;

    private ProbableLinks() {}

    /** The places where {@code candidate} meets its counterparts; none without position and building. */
    public static List<String> meetingPlaces(LinkCandidate candidate) {
        List<String> places = new ArrayList<>(5);
        if (candidate.buildingId() != null) {
            places.add(candidate.categoryGroup() + "/b/" + candidate.buildingId());
        }
        Double lon = candidate.lon();
        Double lat = candidate.lat();
        if (lon == null || lat == null) {
            return places;
        }
        double reachLat = candidate.incident() ? 0 : RADIUS_M / M_PER_DEGREE;
        double reachLon = reachLat / Math.max(0.01, Math.cos(Math.toRadians(lat)));
        for (long x = cell(lon - reachLon); x <= cell(lon + reachLon); x++) {
            for (long y = cell(lat - reachLat); y <= cell(lat + reachLat); y++) {
                // East of 180° it goes on with -180°.
                long column = Math.floorMod(x + CELLS_AROUND / 2, CELLS_AROUND) - CELLS_AROUND / 2;
                places.add(candidate.categoryGroup() + "/c/" + column + '/' + y);
            }
        }
        return places;
    }

    /** The score of the pair, 1 for the same place and instant, falling to 0 at both limits; empty when not linked. */
    public static Optional<Double> score(LinkCandidate a, LinkCandidate b) {
        if (a.incident() == b.incident() || !a.categoryGroup().equals(b.categoryGroup())) {
            return Optional.empty();
        }
        long apartMs = Math.abs(a.openedAt().toEpochMilli() - b.openedAt().toEpochMilli());
        // Of those that meet at a place nearly all were opened at another time, and distances take longer.
        double distanceM = apartMs > WITHIN_MS ? Double.POSITIVE_INFINITY : distanceM(a, b);
        if (distanceM > RADIUS_M) {
            return Optional.empty();
        }
        return Optional.of(1 - (distanceM / RADIUS_M + (double) apartMs / WITHIN_MS) / 2);
    }

    private static double distanceM(LinkCandidate a, LinkCandidate b) {
        if (a.buildingId() != null && a.buildingId().equals(b.buildingId())) {
            return 0;
        }
        return distanceM(a.lon(), a.lat(), b.lon(), b.lat());
    }

    private static double distanceM(
            @Nullable Double lonA, @Nullable Double latA, @Nullable Double lonB, @Nullable Double latB) {
        if (lonA == null || latA == null || lonB == null || latB == null) {
            return Double.POSITIVE_INFINITY;
        }
        return Distance.metres(lonA, latA, lonB, latB);
    }

    private static long cell(double degrees) {
        return (long) Math.floor(degrees / CELL_DEGREES);
    }
}

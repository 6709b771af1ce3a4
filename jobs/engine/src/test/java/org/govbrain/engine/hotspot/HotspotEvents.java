package org.govbrain.engine.hotspot;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;

/** Events and cities for tests of hotspots. Day 0 begins at midnight in Shanghai. */
final class HotspotEvents {
    static final Instant DAY0 = Instant.parse("2026-06-30T16:00:00Z");

    private HotspotEvents() {}

    /** Three grids in a row, all of whose detectors look back days instead of months, so that a test can play through them. */
    static FixedReferenceSource quickCity() {
        return FixedReferenceSource.of(
                Map.of("grids.geojson", row(3).getBytes(StandardCharsets.UTF_8), "hotspots.yaml", """
                    version: test-1
                    repeat: {windowDays: 2, baseDays: 2}
                    sequences:
                      - id: reopened
                        title: {en: reopened, zh: 重开}
                        then: {reopened: true}
                        withinHours: 24
                    daily: {slices: 6, minSlices: 2, minCases: 1, alpha: 0.5}
                    scan: {days: 8, maxDays: 2, hours: 24, maxHours: 2, replicas: 19, alpha: 0.5}
                    nearRepeat: {days: 2, historyDays: 6}
                    """.getBytes(
                                StandardCharsets.UTF_8)));
    }

    static Instant day(double days) {
        return DAY0.plusMillis(Math.round(days * 86_400_000));
    }

    static GovernanceEvent event(
            Stream stream, String id, EventKind kind, double day, @Nullable String gridId, @Nullable String building) {
        return event(stream, id, kind, day, gridId, building, null);
    }

    /** A case that somebody logged at a building. */
    static GovernanceEvent loggedBy(String person, String id, double day, String gridId, String building) {
        return event(Stream.PLATFORM, id, EventKind.REPORTED, day, gridId, building, person);
    }

    private static GovernanceEvent event(
            Stream stream,
            String id,
            EventKind kind,
            double day,
            @Nullable String gridId,
            @Nullable String building,
            @Nullable String person) {
        return new GovernanceEvent(
                stream.id() + "-" + id + "-" + kind + "-" + day,
                day(day),
                stream,
                kind,
                id,
                null,
                null,
                stream.id(),
                null,
                null,
                null,
                Urgency.ROUTINE,
                null,
                gridId,
                null,
                null,
                building,
                person,
                null,
                0,
                List.of());
    }

    static GovernanceEvent reported(String id, double day, String gridId) {
        return event(Stream.PLATFORM, id, EventKind.REPORTED, day, gridId, null);
    }

    /** What that is known of a platform case makes of it; no category is in a group. */
    static CaseHistory history(String id, List<GovernanceEvent> events) {
        return CaseHistory.of(id, Stream.PLATFORM, false, events, CategoryCatalogue.empty());
    }

    /** A grids.geojson of squares, a degree's hundredth long, in a row that touches. */
    static String row(int grids) {
        return squares(grids, HotspotEvents::gridId, i -> "C" + i / 5, i -> 121.0 + 0.01 * i, i -> 31.0, 0.005);
    }

    static String gridId(int i) {
        return String.format(Locale.ROOT, "G%03d", i + 1);
    }

    static String squares(
            int grids,
            IntFunction<String> id,
            IntFunction<String> community,
            IntFunction<Double> lon,
            IntFunction<Double> lat,
            double half) {
        return IntStream.range(0, grids)
                .mapToObj(i -> {
                    double w = lon.apply(i) - half;
                    double e = lon.apply(i) + half;
                    double s = lat.apply(i) - half;
                    double n = lat.apply(i) + half;
                    return String.format(
                            Locale.ROOT,
                            "{\"type\":\"Feature\",\"properties\":{\"gridId\":\"%s\",\"name\":\"%s\",\"communityId\":\"%s\","
                                    + "\"community\":\"%s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                                    + "[[[%.9f,%.9f],[%.9f,%.9f],[%.9f,%.9f],[%.9f,%.9f],[%.9f,%.9f]]]}}",
                            id.apply(i),
                            id.apply(i),
                            community.apply(i),
                            community.apply(i),
                            w,
                            s,
                            e,
                            s,
                            e,
                            n,
                            w,
                            n,
                            w,
                            s);
                })
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
    }
}

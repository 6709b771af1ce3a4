package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.govbrain.engine.reference.ScriptedReference;
import org.govbrain.engine.stepped.LateReference;

/** A small city, and by chance what changes in it. */
final class ChangingCity {

    /** What may change. */
    enum Change {
        GOAL_KEPT,
        GOAL_ADOPTED,
        CADENCE,
        SILENCE,
        HOURS,
        COMMUNITIES,
        GRID_CUT,
        GRID_ADDED,
        CATEGORIES,
        RULES,
        STATISTICS,
        BUILDINGS
    }

    private final Random random;
    private int version;
    private String onPolicyChange = "keep";
    private int goalMinutes = 10;
    private String patrols = "CHECK_IN";
    private int cadenceHours = 20;
    private int silentMinutes = 120;
    private String hours = "00:00-24:00";
    private String community = "C0";
    private boolean cut;
    private boolean added;
    private String group = "one";
    private int repeatDays = 1;
    private double alpha = 0.5;

    private ChangingCity(Random random) {
        this.random = random;
    }

    /**
     * The city and its changes, whose instants ascend.
     *
     * @param name of the reference, see {@link LateReference}
     */
    static LateReference of(String name, List<Change> changes, List<Instant> at, Random random) {
        ChangingCity city = new ChangingCity(random);
        Map<String, String> files = new HashMap<>(city.policy());
        files.putAll(city.calendar());
        files.putAll(city.grids());
        files.putAll(city.categories());
        files.putAll(city.hotspots());
        LateReference reference = new LateReference(name, ScriptedReference.bytes(files));
        for (int i = 0; i < changes.size(); i++) {
            reference.then(at.get(i), ScriptedReference.bytes(city.change(changes.get(i))));
        }
        return reference;
    }

    private Map<String, String> change(Change change) {
        version++;
        switch (change) {
            case GOAL_KEPT, GOAL_ADOPTED -> {
                onPolicyChange = change == Change.GOAL_KEPT ? "keep" : "adopt";
                goalMinutes = 3 + random.nextInt(25);
                return policy();
            }
            case CADENCE -> {
                cadenceHours = 4 + random.nextInt(30);
                patrols = "CHECK_IN, FINDING";
                return policy();
            }
            case SILENCE -> {
                silentMinutes = 30 + random.nextInt(200);
                return policy();
            }
            case HOURS -> {
                hours = "0" + random.nextInt(9) + ":00-2" + random.nextInt(4) + ":00";
                return calendar();
            }
            case COMMUNITIES -> {
                community = "C" + version;
                return grids();
            }
            case GRID_CUT -> {
                cut = true;
                return grids();
            }
            case GRID_ADDED -> {
                added = true;
                return grids();
            }
            case CATEGORIES -> {
                group = "group" + version;
                return categories();
            }
            case RULES -> {
                repeatDays = 3 - repeatDays;
                return hotspots();
            }
            case STATISTICS -> {
                alpha = alpha > 0.4 ? 0.2 : 0.5;
                return hotspots();
            }
            case BUILDINGS -> {
                return Map.of("buildings.csv", "buildingId,gridId\nB0,G0\nB1,G1\nB" + version + "x,G2\n");
            }
        }
        throw new IllegalArgumentException("" + change);
    }

    private Map<String, String> policy() {
        return Map.of("policy.yaml", """
                version: v%s
                onPolicyChange: %s
                feeds:
                  - {stream: linkage110, silentAfter: %4$sm}
                  - {stream: platform, silentAfter: %4$sm}
                  - {stream: patrol, silentAfter: %4$sm}
                clocks:
                  - id: accept
                    title: {en: Accepted in time, zh: 按时受理}
                    start: [RECEIVED, FINDING, REPORTED]
                    stop: [ACCEPTED]
                    goals:
                      - {when: {neighbourhoodClass: old}, goal: 7m}
                      - {goal: %3$sm}
                    calendar: duty
                    warnAt: [50%%]
                    severity: major
                  - id: patrol-cadence
                    title: {en: Patrolled often enough, zh: 按频次巡查}
                    per: grid
                    stop: [%5$s]
                    goal: %6$sh
                    severity: minor
                examples:
                  - name: nobody accepts
                    case: {categoryGroup: emergency}
                    events:
                      - {at: "2026-03-04T22:00:00+08:00", kind: "linkage110:RECEIVED"}
                    steps:
                      - {asOf: "2026-03-04T22:00:00.001+08:00", breached: []}
                """.formatted(
                        version, onPolicyChange, goalMinutes, silentMinutes, patrols, cadenceHours));
    }

    /** Its midnight is an hour before the end of the story: days are looked at once more when all have read everything. */
    private Map<String, String> calendar() {
        return Map.of("calendar.yaml", """
                zone: Asia/Tehran
                calendars:
                  - {id: duty, days: [MON, TUE, WED, THU, FRI, SAT, SUN], hours: ["%s"]}
                """.formatted(hours));
    }

    /** G0 to G2, then G3, or its halves, and G4; around the places at which cases happen, from west to east. */
    private Map<String, String> grids() {
        List<String> features = new ArrayList<>();
        features.add(grid("G0", "C0", 0, 1));
        features.add(grid("G1", community, 1, 2));
        features.add(grid("G2", "C2", 2, 3));
        if (cut) {
            features.add(grid("G3A", "C2", 3, 3.5));
            features.add(grid("G3B", community, 3.5, 4));
        } else {
            features.add(grid("G3", "C2", 3, 4));
        }
        if (added) {
            features.add(grid("G4", "C0", 4, 5));
        }
        return Map.of(
                "grids.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    }

    private static String grid(String gridId, String communityId, double west, double east) {
        return """
                {"type":"Feature","properties":{"gridId":"%s","name":"%1$s","communityId":"%s","neighbourhoodClass":"%s"},
                 "geometry":{"type":"Polygon","coordinates":[[[%s,39.8],[%s,39.8],[%5$s,40.0],[%4$s,40.0],[%4$s,39.8]]]}}""".formatted(
                        gridId,
                        communityId,
                        communityId.equals("C2") ? "old" : "other",
                        116.2995 + west * 0.001,
                        116.2995 + east * 0.001);
    }

    private Map<String, String> categories() {
        return Map.of("categories.yaml", """
                groups:
                  - group: %s
                    zh: 甲
                    en: One
                    categories:
                      - {code: a, zh: 甲, en: A}
                      - {code: b, zh: 乙, en: B}
                """.formatted(group));
    }

    private Map<String, String> hotspots() {
        return Map.of("hotspots.yaml", """
            version: test-%s
            revision: {days: 5, hours: 96}
            repeat: {windowDays: %s, baseDays: 1}
            sequences:
              - id: reopened
                title: {en: reopened, zh: 重开}
                then: {reopened: true}
                withinHours: 24
            daily: {slices: 6, minSlices: 2, minCases: 1, alpha: %3$s}
            scan: {days: 2, maxDays: 1, hours: 24, maxHours: 2, replicas: 19, alpha: %3$s}
            nearRepeat: {days: 1, historyDays: 3}
            """.formatted(version, repeatDays, alpha));
    }
}

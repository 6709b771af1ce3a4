package org.govbrain.local.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.ReferenceCity;

/**
 * Hotspots that are put in: every fourth day a surge of one group over two days in a grid and two neighbours, every third
 * day a building that is reported again and again within three days, every fifth day an incident after findings of the same
 * group that nobody resolved.
 */
final class HotspotPlan {
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final List<String> SURGES =
            List.of("garbage", "street-stall", "noise", "ebike-charging", "food-safety");
    private static final List<String> REPEATS = List.of("garage-misuse", "noise", "group-renting", "smoke");

    private final ReferenceCity city;
    private final Map<String, List<String>> neighbours;
    private final long seed;

    HotspotPlan(ReferenceCity city, long seed) {
        this.city = city;
        this.neighbours = city.grids().neighbours();
        this.seed = seed;
    }

    /** What builds up from that day on. */
    void begin(LocalDate date, long midnightMs, DayPlan plan, Matters matters) {
        long day = date.toEpochDay();
        if (Math.floorMod(day, 4) == 0) {
            surge(Draws.of(seed, "surge", date), "H1-" + CitySimulator.stamp(date), midnightMs, plan, matters);
        }
        if (Math.floorMod(day, 3) == 0) {
            repeat(Draws.of(seed, "repeat", date), "H2-" + CitySimulator.stamp(date), midnightMs, plan, matters);
        }
        if (Math.floorMod(day, 5) == 0) {
            sequence(Draws.of(seed, "sequence", date), "H3-" + CitySimulator.stamp(date), midnightMs, plan, matters);
        }
    }

    private void surge(Draws draws, String id, long midnightMs, DayPlan plan, Matters matters) {
        Grid middle = draws.pick(city.grids().all());
        List<String> around = neighbours.getOrDefault(middle.gridId(), List.of());
        List<String> grids = new ArrayList<>(List.of(middle.gridId()));
        grids.addAll(around.subList(0, Math.min(2, around.size())));
        String category = draws.pick(SURGES);
        List<String> cases = new ArrayList<>();
        String group = "";
        for (String gridId : grids) {
            int extra = (int) (gridId.equals(middle.gridId()) ? draws.between(9, 13) : draws.between(4, 7));
            for (int i = 0; i < extra; i++) {
                long atMs = midnightMs + draws.between(0, 1) * DAY_MS + draws.between(8 * HOUR_MS, 21 * HOUR_MS);
                Building building = draws.pick(city.buildingsOf(gridId));
                group = report(draws, building, category, atMs, id, cases, matters);
            }
        }
        plan.add(new PlannedHotspot(
                PlannedHotspot.Kind.SURGE, grids, group, null, midnightMs, midnightMs + 2 * DAY_MS, cases));
    }

    private void repeat(Draws draws, String id, long midnightMs, DayPlan plan, Matters matters) {
        Building building = draws.pick(city.buildings());
        String category = draws.pick(REPEATS);
        List<String> cases = new ArrayList<>();
        String group = "";
        int times = (int) draws.between(5, 7);
        for (int i = 0; i < times; i++) {
            long atMs = midnightMs + draws.between(0, 2) * DAY_MS + draws.between(7 * HOUR_MS, 22 * HOUR_MS);
            group = report(draws, building, category, atMs, id, cases, matters);
        }
        plan.add(new PlannedHotspot(
                PlannedHotspot.Kind.REPEAT_PLACE,
                List.of(String.valueOf(building.gridId())),
                group,
                building.buildingId(),
                midnightMs,
                midnightMs + 3 * DAY_MS,
                cases));
    }

    private static String report(
            Draws draws,
            Building building,
            String category,
            long atMs,
            String id,
            List<String> cases,
            Matters matters) {
        String caseId = id + "-" + (cases.size() + 1);
        Subject subject = matters.subject(draws, building, category, false, atMs);
        matters.report(draws, subject, caseId);
        cases.add(caseId);
        return subject.group();
    }

    private void sequence(Draws draws, String id, long midnightMs, DayPlan plan, Matters matters) {
        Grid grid = draws.pick(city.grids().all());
        List<String> cases = new ArrayList<>();
        List<Building> buildings = city.buildingsOf(grid.gridId());
        for (int i = 1; i <= 3; i++) {
            long atMs = midnightMs + draws.between(9 * HOUR_MS, 16 * HOUR_MS);
            Subject subject = matters.subject(draws, draws.pick(buildings), "ebike-charging", false, atMs);
            matters.finding(draws, subject, "F-" + id + "-" + i, Matters.Outcome.LEFT);
            cases.add("F-" + id + "-" + i);
        }
        long atMs = midnightMs + draws.between(18 * HOUR_MS, 23 * HOUR_MS);
        Subject incident = matters.subject(draws, draws.pick(buildings), "electric-hazard", true, atMs);
        matters.incident(draws, incident, "110-" + id);
        cases.add("110-" + id);
        plan.add(new PlannedHotspot(
                PlannedHotspot.Kind.SEQUENCE,
                List.of(grid.gridId()),
                incident.group(),
                null,
                midnightMs,
                midnightMs + DAY_MS,
                cases));
    }
}

package org.govbrain.local.simulate;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.geo.Building;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Crs;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;

/** One grid member's walk through the grid: check in, visits, findings, check out. */
final class PatrolRound {
    private static final long MINUTE_MS = 60_000L;

    private final DayPlan plan;
    private final Matters matters;
    private final Draws draws;
    private final List<Building> buildings;
    private final String id;
    private int events;

    PatrolRound(DayPlan plan, Matters matters, Draws draws, List<Building> buildings, String id) {
        this.plan = plan;
        this.matters = matters;
        this.draws = draws;
        this.buildings = buildings;
        this.id = id;
    }

    /**
     * @param fromMs earliest check-in, {@code toMs} the latest
     * @param findings how many of them there are on average
     */
    void walk(long fromMs, long toMs, double findings) {
        long atMs = draws.between(fromMs, toMs);
        Building building = draws.pick(buildings);
        step(PatrolKind.CHECK_IN, building, atMs, 0);
        int visits = (int) draws.between(4, 7);
        int found = 0;
        for (int i = 0; i < visits; i++) {
            atMs += draws.between(12 * MINUTE_MS, 25 * MINUTE_MS);
            building = draws.pick(buildings);
            step(PatrolKind.VISIT, building, atMs, (int) draws.between(1, 12));
            for (int left = draws.count(findings / visits); left > 0; left--) {
                finding(building, atMs + draws.between(MINUTE_MS, 5 * MINUTE_MS), ++found);
            }
        }
        step(PatrolKind.CHECK_OUT, building, atMs + draws.between(5 * MINUTE_MS, 20 * MINUTE_MS), 0);
    }

    private void finding(Building building, long atMs, int number) {
        CategoryMix mix = CategoryMix.pick(CategoryMix.FINDINGS, draws);
        Subject subject = matters.subject(draws, building, mix, atMs);
        matters.finding(draws, subject, "F-" + id + "-" + number, Matters.Outcome.draw(draws, subject.urgent()));
    }

    private void step(PatrolKind kind, Building building, long atMs, int households) {
        String gridId = String.valueOf(building.gridId());
        Subject here = Subject.near(building, draws, "", "", false, atMs);
        plan.add(
                Topics.PATROL,
                atMs,
                PatrolEvent.newBuilder()
                        .setEventId("R-" + id + "/" + ++events)
                        .setOccurredAt(Instant.ofEpochMilli(atMs))
                        .setKind(kind)
                        .setOfficerId(ReferenceCity.gridMember(gridId))
                        .setGridId(gridId)
                        .setPosition(here.position(Crs.WGS84))
                        .setBuildingId(kind == PatrolKind.VISIT ? building.buildingId() : null)
                        .setHouseholds(households)
                        .build());
    }
}

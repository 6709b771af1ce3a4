package org.govbrain.local.simulate;

import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.Building;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.schemas.input.Origin;
import org.govbrain.schemas.input.OriginStream;
import org.govbrain.schemas.input.PatrolKind;
import org.jspecify.annotations.Nullable;

/** Lets one matter of each kind happen, with all that follows from it. */
final class Matters {
    private final CategoryCatalogue categories;
    private final double lateness;
    private final DayPlan plan;

    Matters(CategoryCatalogue categories, double lateness, DayPlan plan) {
        this.categories = categories;
        this.lateness = lateness;
        this.plan = plan;
    }

    Subject subject(Draws draws, Building building, CategoryMix mix, long atMs) {
        return subject(draws, building, mix.code(), draws.chance(mix.urgentShare()), atMs);
    }

    Subject subject(Draws draws, Building building, String category, boolean urgent, long atMs) {
        return Subject.near(building, draws, category, categories.groupOf(category), urgent, atMs);
    }

    /** Somebody tells a platform. */
    void report(Draws draws, Subject subject, String caseId) {
        plan.addCase(caseId, subject.openedAtMs());
        platform(draws, subject, caseId, caseId, null, subject.openedAtMs(), 0);
    }

    /** Somebody calls 110; now and then somebody else tells a platform of the same thing. */
    void incident(Draws draws, Subject subject, String incidentId) {
        plan.addCase(incidentId, subject.openedAtMs());
        MatterScript script = new MatterScript(plan, draws, subject, incidentId);
        long arrivedMs = new IncidentLife(script, lateness).play();
        if (arrivedMs == 0) {
            return;
        }
        platform(
                draws,
                subject,
                "P-" + incidentId,
                incidentId,
                new Origin(OriginStream.LINKAGE110, incidentId),
                subject.openedAtMs() + script.minutes(0.3, 2),
                arrivedMs);
        if (draws.chance(0.08)) {
            report(draws, subject.again(draws, subject.openedAtMs() + script.minutes(2, 12)), "N-" + incidentId);
        }
    }

    /** A grid member finds something, and resolves it, leaves it for later, or hands it to a platform. */
    void finding(Draws draws, Subject subject, String findingId, Outcome outcome) {
        String officer = ReferenceCity.gridMember(subject.gridId());
        MatterScript script = new MatterScript(plan, draws, subject, findingId);
        script.patrol(PatrolKind.FINDING, subject.openedAtMs(), officer);
        switch (outcome) {
            case RESOLVED ->
                script.patrol(PatrolKind.RESOLVED_ON_SITE, subject.openedAtMs() + script.minutes(2, 20), officer);
            case LEFT -> {}
            case HANDED_OVER -> {
                long reportedMs = subject.openedAtMs() + script.minutes(0.3, 2);
                plan.addCase(findingId, subject.urgent() ? subject.openedAtMs() : reportedMs);
                Origin origin = new Origin(OriginStream.PATROL, findingId);
                platform(draws, subject, "P-" + findingId, findingId, origin, reportedMs, 0);
            }
        }
    }

    /** What becomes of a finding. */
    enum Outcome {
        RESOLVED,
        LEFT,
        HANDED_OVER;

        static Outcome draw(Draws draws, boolean urgent) {
            return urgent || draws.chance(0.25) ? HANDED_OVER : draws.chance(0.85) ? RESOLVED : LEFT;
        }
    }

    private void platform(
            Draws draws,
            Subject subject,
            String platformCaseId,
            String caseId,
            @Nullable Origin origin,
            long reportedMs,
            long arrivedMs) {
        MatterScript script = new MatterScript(plan, draws, subject, platformCaseId);
        PlatformLife.Opening opening =
                new PlatformLife.Opening(caseId, subject.openedAtMs(), reportedMs, origin, arrivedMs);
        new PlatformLife(script, opening, lateness).play();
    }
}

package org.govbrain.local.simulate;

import java.util.List;

/**
 * Everything that begins on one day, with the truth about it.
 *
 * @param events in order of arrival; some happen days later
 * @param cases every matter that is a case
 */
public record SimulatedDay(
        List<FeedEvent> events, List<PlannedBreach> breaches, List<PlannedHotspot> hotspots, List<PlannedCase> cases) {

    /**
     * A case of the day.
     *
     * @param fromMs the instant from which it is one; before, a routine finding is only patrol work
     */
    public record PlannedCase(String caseId, long fromMs) {}
}

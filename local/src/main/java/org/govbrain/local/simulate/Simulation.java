package org.govbrain.local.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.govbrain.local.city.ReferenceCity;

/**
 * Some days in a row, cut off at the end of the last: the events up to then, and what is true of them as of then.
 *
 * @param events in order of arrival
 * @param asOf the end of the last day; what was due until then and not done is broken
 * @param breaches those that are due by {@code asOf}, by id
 * @param caseIds every matter that is a case by then, sorted
 */
public record Simulation(
        LocalDate start,
        Instant asOf,
        SimulatorSettings settings,
        List<FeedEvent> events,
        List<PlannedBreach> breaches,
        List<PlannedHotspot> hotspots,
        List<String> caseIds) {

    public static Simulation of(ReferenceCity city, SimulatorSettings settings, LocalDate start, int days) {
        CitySimulator simulator = new CitySimulator(city, settings);
        long endMs = CitySimulator.midnightMs(start.plusDays(days));
        List<FeedEvent> events = new ArrayList<>();
        List<PlannedBreach> breaches = new ArrayList<>();
        List<PlannedHotspot> hotspots = new ArrayList<>();
        List<String> caseIds = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            SimulatedDay day = simulator.day(start.plusDays(i));
            day.events().stream().filter(event -> event.occurredAtMs() <= endMs).forEach(events::add);
            day.breaches().stream().filter(breach -> breach.dueAtMs() <= endMs).forEach(breaches::add);
            hotspots.addAll(day.hotspots());
            day.cases().stream()
                    .filter(planned -> planned.fromMs() <= endMs)
                    .map(SimulatedDay.PlannedCase::caseId)
                    .forEach(caseIds::add);
        }
        events.sort(FeedEvent.BY_ARRIVAL);
        breaches.sort(Comparator.comparing(PlannedBreach::id));
        caseIds.sort(null);
        return new Simulation(start, Instant.ofEpochMilli(endMs), settings, events, breaches, hotspots, caseIds);
    }
}

package org.govbrain.local.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.geo.Grid;
import org.govbrain.local.city.ReferenceCity;

/**
 * Some days in a row, cut off at the end of the last: the events up to then, and what is true of them as of then.
 *
 * @param events in order of arrival
 * @param asOf the end of the last day; what was due until then and not done is broken
 * @param breaches those that are due by {@code asOf}, by id
 * @param caseIds every matter that is a case by then, sorted
 * @param unpatrolled grids with the days on which nobody walked them
 */
public record Simulation(
        LocalDate start,
        Instant asOf,
        SimulatorSettings settings,
        List<FeedEvent> events,
        List<PlannedBreach> breaches,
        List<PlannedHotspot> hotspots,
        List<String> caseIds,
        Map<String, List<LocalDate>> unpatrolled) {

    public static Simulation of(ReferenceCity city, SimulatorSettings settings, LocalDate start, int days) {
        CitySimulator simulator = new CitySimulator(city, settings);
        long endMs = CitySimulator.midnightMs(start.plusDays(days));
        List<FeedEvent> events = new ArrayList<>();
        List<PlannedBreach> breaches = new ArrayList<>();
        List<PlannedHotspot> hotspots = new ArrayList<>();
        List<String> caseIds = new ArrayList<>();
        Map<String, List<LocalDate>> unpatrolled = new TreeMap<>();
        for (int i = 0; i < days; i++) {
            LocalDate date = start.plusDays(i);
            SimulatedDay day = simulator.day(date);
            city.grids().all().stream()
                    .map(Grid::gridId)
                    .filter(gridId -> simulator.isNeglected(gridId, date))
                    .forEach(gridId -> unpatrolled
                            .computeIfAbsent(gridId, id -> new ArrayList<>())
                            .add(date));
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
        return new Simulation(
                start, Instant.ofEpochMilli(endMs), settings, events, breaches, hotspots, caseIds, unpatrolled);
    }
}

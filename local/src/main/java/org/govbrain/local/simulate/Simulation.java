package org.govbrain.local.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.flink.util.function.ThrowingConsumer;
import org.govbrain.domain.geo.Grid;
import org.govbrain.local.city.ReferenceCity;

/**
 * Some days in a row, cut off at the end of the last: what is true as of then, and the events up to then, which are made when they are
 * asked for, since a year of them would fill the memory.
 *
 * @param days how many, from {@code start} on
 * @param asOf the end of the last day; what was due until then and not done is broken
 * @param breaches those that are due by {@code asOf}, by id
 * @param caseIds every matter that is a case by then, sorted
 * @param unpatrolled grids with the days on which nobody walked them
 */
public record Simulation(
        CitySimulator simulator,
        LocalDate start,
        int days,
        Instant asOf,
        SimulatorSettings settings,
        List<PlannedBreach> breaches,
        List<PlannedHotspot> hotspots,
        List<String> caseIds,
        Map<String, List<LocalDate>> unpatrolled) {

    public static Simulation of(ReferenceCity city, SimulatorSettings settings, LocalDate start, int days) {
        CitySimulator simulator = new CitySimulator(city, settings);
        long endMs = CitySimulator.midnightMs(start.plusDays(days));
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
            day.breaches().stream().filter(breach -> breach.dueAtMs() <= endMs).forEach(breaches::add);
            hotspots.addAll(day.hotspots());
            day.cases().stream()
                    .filter(planned -> planned.fromMs() <= endMs)
                    .map(SimulatedDay.PlannedCase::caseId)
                    .forEach(caseIds::add);
        }
        breaches.sort(Comparator.comparing(PlannedBreach::id));
        caseIds.sort(null);
        return new Simulation(
                simulator,
                start,
                days,
                Instant.ofEpochMilli(endMs),
                settings,
                breaches,
                hotspots,
                caseIds,
                unpatrolled);
    }

    /** Gives each event, in order of arrival. Of no day anything arrives before its midnight, so what is held is a few days long. */
    <E extends Exception> void forEachEvent(ThrowingConsumer<FeedEvent, E> events) throws E {
        PriorityQueue<FeedEvent> arriving = new PriorityQueue<>(FeedEvent.BY_ARRIVAL);
        for (int i = 0; i < days; i++) {
            simulator.day(start.plusDays(i)).events().stream()
                    .filter(event -> event.occurredAtMs() <= asOf.toEpochMilli())
                    .forEach(arriving::add);
            long untilMs = i == days - 1 ? Long.MAX_VALUE : CitySimulator.midnightMs(start.plusDays(i + 1L));
            for (FeedEvent next = arriving.peek();
                    next != null && next.arrivesAtMs() < untilMs;
                    next = arriving.peek()) {
                events.accept(arriving.remove());
            }
        }
    }

    /** All of them, in order of arrival. */
    public List<FeedEvent> events() {
        List<FeedEvent> events = new ArrayList<>();
        forEachEvent(events::add);
        return events;
    }
}

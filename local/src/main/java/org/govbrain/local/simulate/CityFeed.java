package org.govbrain.local.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.govbrain.local.city.ReferenceCity;

/**
 * The city as a stream: what arrives in a span of time, in order of arrival. Asked span after span it gives each record once;
 * asked again, also by another process, it gives the same. It starts with the matters of its first day, so the first
 * records are of new matters only. Belongs to one thread.
 */
public final class CityFeed {
    private final CitySimulator simulator;
    private final LocalDate firstDay;
    private final TreeMap<LocalDate, List<FeedEvent>> days = new TreeMap<>();

    public CityFeed(ReferenceCity city, SimulatorSettings settings, LocalDate firstDay) {
        this.simulator = new CitySimulator(city, settings);
        this.firstDay = firstDay;
    }

    /** The records that arrive at or after {@code from} and before {@code to}. */
    public List<FeedEvent> between(Instant from, Instant to) {
        List<FeedEvent> arriving = new ArrayList<>();
        LocalDate first = dateOf(from).minusDays(CitySimulator.LONGEST_LIFE_DAYS);
        days.headMap(first).clear();
        LocalDate last = dateOf(to);
        for (LocalDate day = first.isBefore(firstDay) ? firstDay : first; !day.isAfter(last); day = day.plusDays(1)) {
            List<FeedEvent> events =
                    days.computeIfAbsent(day, date -> simulator.day(date).events());
            for (int i = firstAt(events, from.toEpochMilli());
                    i < events.size() && events.get(i).arrivesAtMs() < to.toEpochMilli();
                    i++) {
                arriving.add(events.get(i));
            }
        }
        arriving.sort(FeedEvent.BY_ARRIVAL);
        return arriving;
    }

    private static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, SimulatorSettings.ZONE);
    }

    private static int firstAt(List<FeedEvent> events, long atMs) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).arrivesAtMs() < atMs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

package org.govbrain.domain.hotspot.count;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Closed slices of time, one after the other.
 *
 * @param edges starts of all slices and the end of the last, ascending
 */
public record Slices(List<Instant> edges) {
    public Slices {
        edges = List.copyOf(edges);
    }

    /**
     * Local days up to the beginning of the day of {@code asOf}, at most {@code atMost}, none before that of
     * {@code from}: before the data began there is nothing to count.
     */
    public static Slices days(ZoneId zone, Instant from, Instant asOf, int atMost) {
        List<Instant> edges = new ArrayList<>();
        ZonedDateTime edge = asOf.atZone(zone).toLocalDate().atStartOfDay(zone);
        edges.add(edge.toInstant());
        while (edges.size() <= atMost && edge.toInstant().isAfter(from)) {
            edge = edge.toLocalDate().minusDays(1).atStartOfDay(zone);
            edges.add(edge.toInstant());
        }
        Collections.reverse(edges);
        return new Slices(edges);
    }

    /** Hours up to the beginning of the hour of {@code asOf}, otherwise as {@link #days}. */
    public static Slices hours(Instant from, Instant asOf, int atMost) {
        List<Instant> edges = new ArrayList<>();
        Instant edge = asOf.truncatedTo(ChronoUnit.HOURS);
        edges.add(edge);
        while (edges.size() <= atMost && edge.isAfter(from)) {
            edge = edge.minus(Duration.ofHours(1));
            edges.add(edge);
        }
        Collections.reverse(edges);
        return new Slices(edges);
    }

    /** How many slices. */
    public int count() {
        return edges.size() - 1;
    }

    /** The newest slices. */
    public Slices last(int atMost) {
        return new Slices(edges.subList(Math.max(0, count() - atMost), edges.size()));
    }

    /** The slice of an instant, -1 where it is in none. */
    public int indexOf(Instant instant) {
        int found = Collections.binarySearch(edges, instant);
        int slice = found >= 0 ? found : -found - 2;
        return slice < count() ? slice : -1;
    }

    public Instant start(int slice) {
        return edges.get(slice);
    }

    /** End of the last slice. */
    public Instant end() {
        return edges.get(edges.size() - 1);
    }
}

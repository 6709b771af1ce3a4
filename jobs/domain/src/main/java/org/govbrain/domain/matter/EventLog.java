package org.govbrain.domain.matter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;

/**
 * The distinct events of one case in {@link GovernanceEvent#FOLD_ORDER}: whatever the order and repetition of
 * arrival, the same events give the same log. Of two different events under one id the one that is smaller in
 * fold order, then in text, is kept: a rule that knows nothing of arrival. The other is overruled; it is remembered,
 * so that it is told from news when it comes again.
 *
 * <p>A log takes {@value #MOST_EVENTS} events, overruled ones included: each is looked at with each that comes, and a source that puts
 * one word into the place of every case's id would let it grow for ever.
 */
public final class EventLog {
    /** Several times what the largest incident has. */
    public static final int MOST_EVENTS = 1_000;

    private static final Comparator<GovernanceEvent> SAME_ID =
            GovernanceEvent.FOLD_ORDER.thenComparing(GovernanceEvent::toString);

    private EventLog() {}

    /** What adding an event to a log did. */
    public enum Addition {
        ADDED,
        /** The very event was there; nothing changed. */
        DUPLICATE,
        /** Another event under the same id was there, and one of the two is overruled now. */
        CONFLICT,
        /** There is no room for another; nothing changed. */
        FULL
    }

    /**
     * Adds to {@code log}, which is mutable and in fold order, and stays so.
     *
     * @param overruled grows by one with each conflict, at its end
     */
    public static Addition add(List<GovernanceEvent> log, List<GovernanceEvent> overruled, GovernanceEvent event) {
        for (int i = 0; i < log.size(); i++) {
            GovernanceEvent present = log.get(i);
            if (present.hasIdOf(event)) {
                if (present.equals(event)) {
                    // By far the most: the order of two that differ is asked of all that they say.
                    return Addition.DUPLICATE;
                }
                int order = SAME_ID.compare(event, present);
                if (order == 0 || overruled.contains(event)) {
                    return Addition.DUPLICATE;
                }
                if (isFull(log, overruled)) {
                    return Addition.FULL;
                }
                if (order > 0) {
                    overruled.add(event);
                } else {
                    log.remove(i);
                    insert(log, event);
                    overruled.add(present);
                }
                return Addition.CONFLICT;
            }
        }
        if (isFull(log, overruled)) {
            return Addition.FULL;
        }
        insert(log, event);
        return Addition.ADDED;
    }

    private static boolean isFull(List<GovernanceEvent> log, List<GovernanceEvent> overruled) {
        return log.size() + overruled.size() >= MOST_EVENTS;
    }

    /** A log of the given events, in any order and with any repetition. */
    public static List<GovernanceEvent> of(Iterable<GovernanceEvent> events) {
        List<GovernanceEvent> log = new ArrayList<>();
        List<GovernanceEvent> overruled = new ArrayList<>();
        events.forEach(event -> add(log, overruled, event));
        return log;
    }

    private static void insert(List<GovernanceEvent> log, GovernanceEvent event) {
        int last = log.size() - 1;
        if (last < 0 || GovernanceEvent.FOLD_ORDER.compare(log.get(last), event) < 0) {
            log.add(event);
            return;
        }
        int at = Collections.binarySearch(log, event, GovernanceEvent.FOLD_ORDER);
        log.add(at < 0 ? -at - 1 : at, event);
    }
}

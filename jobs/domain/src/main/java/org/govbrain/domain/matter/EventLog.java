package org.govbrain.domain.matter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;

/**
 * The distinct events of one case in {@link GovernanceEvent#FOLD_ORDER}: whatever the order and repetition of
 * arrival, the same events give the same log. Of two different events under one id the one that is smaller in
 * fold order, then in text, is kept: a rule that knows nothing of arrival.
 */
public final class EventLog {
    private static final Comparator<GovernanceEvent> SAME_ID =
            GovernanceEvent.FOLD_ORDER.thenComparing(GovernanceEvent::toString);

    private EventLog() {}

    /** What adding an event to a log did. */
    public enum Addition {
        ADDED,
        /** The very event was there; the log is unchanged. */
        DUPLICATE,
        /** Another event under the same id was there, and the added one took its place. */
        REPLACED
    }

    /** Adds to {@code log}, which is mutable and in fold order, and stays so. */
    public static Addition add(List<GovernanceEvent> log, GovernanceEvent event) {
        for (int i = 0; i < log.size(); i++) {
            GovernanceEvent present = log.get(i);
            if (present.eventId().equals(event.eventId())) {
                if (SAME_ID.compare(event, present) >= 0) {
                    return Addition.DUPLICATE;
                }
                log.remove(i);
                insert(log, event);
                return Addition.REPLACED;
            }
        }
        insert(log, event);
        return Addition.ADDED;
    }

    /** A log of the given events, in any order and with any repetition. */
    public static List<GovernanceEvent> of(Iterable<GovernanceEvent> events) {
        List<GovernanceEvent> log = new ArrayList<>();
        events.forEach(event -> add(log, event));
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

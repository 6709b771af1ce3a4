package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;

/** What all clocks of one case share: its events up to as-of, in fold order, with what each means, looked up once. */
final class Timeline {
    /** No instant. */
    static final long NONE = Long.MIN_VALUE;

    private static final int KINDS = EventKind.values().length;
    /** Size of a table by {@link #code}. */
    static final int CODES = Stream.values().length * KINDS;

    final List<GovernanceEvent> events;
    /** Events that have happened by as-of; those behind are not known yet. */
    final int size;

    final long asOf;
    final long[] at;
    final int[] codes;
    /** Whether event i ends its cycle. */
    final boolean[] ends;

    Timeline(List<GovernanceEvent> events, Instant asOf) {
        this.events = events;
        this.asOf = asOf.toEpochMilli();
        int known = events.size();
        while (known > 0 && events.get(known - 1).occurredAt().isAfter(asOf)) {
            known--;
        }
        size = known;
        at = new long[known];
        codes = new int[known];
        ends = new boolean[known];
        boolean hasPlatform = false;
        for (int i = 0; i < known && !hasPlatform; i++) {
            hasPlatform = events.get(i).stream() == Stream.PLATFORM;
        }
        for (int i = 0; i < known; i++) {
            GovernanceEvent event = events.get(i);
            at[i] = event.occurredAt().toEpochMilli();
            codes[i] = code(event.stream(), event.kind());
            ends[i] = Endings.ends(event, hasPlatform);
        }
    }

    /** Stream and kind as one number, an index into tables that live as long as the process. */
    @SuppressWarnings("EnumOrdinal")
    static int code(Stream stream, EventKind kind) {
        return stream.ordinal() * KINDS + kind.ordinal();
    }

    /**
     * The event that gave the date of {@code cycle} that holds, or -1: of a date repeated unchanged the first. One that is
     * given after the clock's {@code end} is none of its, since a new date for what is done would take a breach back.
     *
     * @param end {@link #NONE} while it runs
     */
    int dueGivenBy(int cycle, long start, long end) {
        long until = end == NONE ? Long.MAX_VALUE : Math.max(start, end);
        int now = 1;
        int by = -1;
        for (int i = 0; i < size && now <= cycle && at[i] <= until; i++) {
            GovernanceEvent event = events.get(i);
            if (event.kind() == EventKind.REOPENED) {
                now++;
            }
            Instant given = event.dueAt();
            if (now == cycle
                    && given != null
                    && !(by >= 0 && given.equals(events.get(by).dueAt()))) {
                by = i;
            }
        }
        return by;
    }
}

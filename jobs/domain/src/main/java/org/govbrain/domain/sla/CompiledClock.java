package org.govbrain.domain.sla;

import java.util.List;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** A rule with its conditions as tables, so that an event costs one look-up. */
final class CompiledClock {
    static final int START = 1;
    static final int RESUME = 2;
    static final int PAUSE = 4;
    static final int STOP = 8;
    static final int RESET = 16;
    static final int CANCEL = 32;

    final ClockRule rule;
    final WorkCalendar calendar;
    /** Whether neither urgency nor department decides if the clock applies. */
    final boolean appliesThroughout;
    /** Whether it stands still while the case is suspended, and so runs again with whatever takes the case up. */
    final boolean pausesWithSuspension;

    private final int[] always = new int[Timeline.CODES];
    /** Conditions on an ending kind without a stream: they count only if the event really ends the case. */
    private final int[] ifEnding = new int[Timeline.CODES];

    CompiledClock(ClockRule rule, WorkCalendars calendars) {
        this.rule = rule;
        calendar = calendars.get(rule.calendar());
        appliesThroughout =
                rule.when().urgency().isEmpty() && rule.when().departments().isEmpty();
        pausesWithSuspension = rule.pause().stream().anyMatch(pause -> pause.kind() == EventKind.SUSPENDED);
        mark(rule.start(), START);
        mark(rule.resume(), RESUME);
        mark(rule.pause(), PAUSE);
        mark(rule.stop(), STOP);
        mark(rule.reset(), RESET);
        mark(rule.cancel(), CANCEL);
    }

    private void mark(List<EventMatch> matches, int action) {
        for (EventMatch match : matches) {
            EventKind kind = match.kind();
            for (Stream stream : Stream.values()) {
                if (match.stream() == null) {
                    (Endings.canEnd(kind) ? ifEnding : always)[Timeline.code(stream, kind)] |= action;
                } else if (match.stream() == stream) {
                    always[Timeline.code(stream, kind)] |= action;
                }
            }
        }
    }

    /** The bits of all conditions that event i of the timeline satisfies. */
    int actions(Timeline line, int i) {
        int code = line.codes[i];
        return line.ends[i] ? always[code] | ifEnding[code] : always[code];
    }

    /** Whether an event of that {@link Timeline#code} stops it, whatever the case. */
    boolean stops(int code) {
        return ((always[code] | ifEnding[code]) & STOP) != 0;
    }

    boolean applies(Urgency urgency, @Nullable String department) {
        return appliesThroughout || rule.when().admits(urgency, department);
    }
}

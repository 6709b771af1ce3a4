package org.govbrain.domain.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.jspecify.annotations.Nullable;

/**
 * The slow and obvious twin of the clock of {@link ClockTwinTest}: it lives through the case minute by minute, as docs/SLA.md tells
 * it, and counts. Events lie on whole minutes; it works with office hours from Monday to Friday, or always.
 */
final class SlowClock {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<GovernanceEvent> sorted;
    private final long from;
    private final int asOf;
    private final int goal;
    private final boolean officeHours;

    private final List<Run> runs = new ArrayList<>();
    private @Nullable Run live;
    private int cycle = 1;
    private int numbers;
    private boolean suspended;
    private boolean done;
    private @Nullable Integer earlierStop;
    private @Nullable EventKind endedBy;

    /** One attempt; minutes since the beginning. */
    private static final class Run {
        final int cycle;
        final int number;
        final int start;

        @Nullable
        Integer end;

        boolean cancelled;
        int worked;
        int paused;
        /** Working time towards the deadline: it would have gone on after the end. */
        int counted;

        @Nullable
        Integer due;

        Run(int cycle, int number, int start) {
            this.cycle = cycle;
            this.number = number;
            this.start = start;
        }
    }

    /**
     * A case.
     *
     * @param sorted its events in the order of time
     * @param goal in minutes of working time
     */
    SlowClock(List<GovernanceEvent> sorted, Instant from, int asOf, int goal, boolean officeHours) {
        this.sorted = sorted;
        this.from = from.toEpochMilli() / 60_000;
        this.asOf = asOf;
        this.goal = goal;
        this.officeHours = officeHours;
    }

    /** A line for each attempt. */
    List<String> tell() {
        for (int minute = 0; minute <= asOf; minute++) {
            for (GovernanceEvent event : sorted) {
                if (event.occurredAt().toEpochMilli() / 60_000 - from == minute) {
                    hear(event.kind(), minute);
                }
            }
            if (minute < asOf) {
                pass(minute);
            }
        }
        List<String> told = new ArrayList<>();
        runs.forEach(run -> told.add(tell(run)));
        return told;
    }

    private void hear(EventKind kind, int minute) {
        if (kind == EventKind.REOPENED) {
            end(minute, true);
            cycle++;
            numbers = 0;
            suspended = false;
            done = false;
            earlierStop = null;
            endedBy = null;
        }
        boolean revived = endedBy == EventKind.REJECTED && (kind == EventKind.REPORTED || kind == EventKind.ACCEPTED);
        if (revived) {
            endedBy = null;
        }
        switch (kind) {
            case SUSPENDED -> suspended = true;
            case RESUMED, ACCEPTED, ASSIGNED, RETURNED -> suspended = false;
            default -> suspended &= !revived;
        }
        switch (kind) {
            case CANCELLED, REJECTED, RETURNED -> {
                end(minute, true);
                done = false;
                earlierStop = null;
            }
            case CLOSED -> {
                if (live != null) {
                    end(minute, false);
                    done = true;
                } else if (!done) {
                    earlierStop = minute;
                }
            }
            case REPORTED, REOPENED -> start(minute);
            default -> {
                // Nothing to this clock.
            }
        }
        boolean ends = kind == EventKind.CLOSED || kind == EventKind.CANCELLED || kind == EventKind.REJECTED;
        endedBy = ends && endedBy == null ? kind : endedBy;
    }

    private void start(int minute) {
        if (live != null || done || (endedBy != null && earlierStop == null)) {
            return;
        }
        Run run = new Run(cycle, ++numbers, minute);
        runs.add(run);
        if (earlierStop == null) {
            live = run;
        } else {
            run.end = earlierStop;
            done = true;
        }
    }

    private void end(int minute, boolean cancelled) {
        if (live != null) {
            live.end = minute;
            live.cancelled = cancelled;
            live = null;
        }
    }

    private void pass(int minute) {
        for (Run run : runs) {
            boolean stands = run == live && suspended;
            run.paused += stands ? 1 : 0;
            run.worked += run == live && !stands && isWorked(minute) ? 1 : 0;
            if (!stands) {
                count(run, minute);
            }
        }
    }

    private void count(Run run, int minute) {
        if (run.due == null && isWorked(minute) && ++run.counted == goal) {
            run.due = minute + 1;
        }
    }

    private String tell(Run run) {
        boolean stands = run == live && suspended;
        for (int minute = asOf; run.due == null && !stands; minute++) {
            count(run, minute);
        }
        Integer due = run.due;
        boolean late = due != null && (run.end == null ? due <= asOf : run.end > due);
        ClockState inTime = run.end == null
                ? (stands ? ClockState.PAUSED : ClockState.RUNNING)
                : (run.cancelled ? ClockState.CANCELLED : ClockState.MET);
        int until = Math.max(run.start, run.end == null ? asOf : run.end);
        return "cycle %d attempt %d from %d to %s due %s %s, %d min, %d worked, %d paused"
                .formatted(
                        run.cycle,
                        run.number,
                        run.start,
                        run.end,
                        due,
                        late ? ClockState.BREACHED : inTime,
                        until - run.start,
                        run.worked,
                        run.paused);
    }

    private boolean isWorked(int minute) {
        if (!officeHours) {
            return true;
        }
        ZonedDateTime local = Instant.ofEpochSecond((from + minute) * 60).atZone(ZONE);
        int ofDay = local.getHour() * 60 + local.getMinute();
        return local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
                && ((ofDay >= 9 * 60 && ofDay < 12 * 60) || (ofDay >= 13 * 60 + 30 && ofDay < 17 * 60 + 30));
    }
}

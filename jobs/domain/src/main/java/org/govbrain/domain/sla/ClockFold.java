package org.govbrain.domain.sla;

import static org.govbrain.domain.sla.CompiledClock.CANCEL;
import static org.govbrain.domain.sla.CompiledClock.PAUSE;
import static org.govbrain.domain.sla.CompiledClock.RESET;
import static org.govbrain.domain.sla.CompiledClock.RESUME;
import static org.govbrain.domain.sla.CompiledClock.START;
import static org.govbrain.domain.sla.CompiledClock.STOP;
import static org.govbrain.domain.sla.Timeline.NONE;

import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Suspensions;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Walks one clock over a case and notes its attempts. It knows only of times and conditions; goals, deadlines and
 * states are read from the attempts afterwards, so that a goal that changes late is right from the beginning.
 */
final class ClockFold {
    /** One department's part of the clock, or the whole of it. */
    private static final class Track {
        final @Nullable String department;

        @Nullable
        Attempt live;
        /** It was started, and waits for an urgency that it applies to. */
        boolean waits;
        /** It has its result and starts again only after a reset, a cancellation or a reopening. */
        boolean done;
        /** Done before it was started: dirty data, or a source that writes the steps down late. */
        long earlierStop = NONE;

        int attempts;
        boolean paused;

        Track(@Nullable String department) {
            this.department = department;
        }
    }

    private final CompiledClock clock;
    private final Timeline line;
    private final boolean traced;
    private final List<Attempt> attempts;
    private final List<Track> tracks = new ArrayList<>(1);
    private Urgency urgency = Urgency.ROUTINE;
    private int cycle = 1;
    private boolean allPaused;
    private @Nullable EventKind endedBy;

    private ClockFold(CompiledClock clock, Timeline line, boolean traced, List<Attempt> attempts) {
        this.clock = clock;
        this.line = line;
        this.traced = traced;
        this.attempts = attempts;
    }

    /** Adds the attempts of {@code clock} to {@code into}, in the order of their starts. */
    static void fold(CompiledClock clock, Timeline line, boolean traced, List<Attempt> into) {
        ClockFold fold = new ClockFold(clock, line, traced, into);
        for (int i = 0; i < line.size; i++) {
            fold.apply(i, line.events.get(i));
        }
    }

    private void apply(int i, GovernanceEvent event) {
        if (event.kind() == EventKind.REOPENED) {
            endAll(i, "cancel");
            tracks.clear();
            cycle++;
            allPaused = false;
            endedBy = null;
        } else if (endedBy != null && Endings.revives(event, endedBy)) {
            endedBy = null;
            resumeAll(i);
        }
        int actions = clock.actions(line, i);
        if (clock.pausesWithSuspension && (actions & PAUSE) == 0 && Suspensions.isTakenUp(event.kind())) {
            resumeAll(i);
        }
        // A start counts under the urgency that its event brings, an end under the one that was in force until then.
        if (actions < STOP) {
            turn(i, event);
            act(i, event, actions);
        } else {
            act(i, event, actions);
            turn(i, event);
        }
        if (line.ends[i]) {
            endAll(i, "cancel");
            endedBy = endedBy == null ? event.kind() : endedBy;
        }
    }

    private void act(int i, GovernanceEvent event, int actions) {
        if (actions == 0) {
            return;
        }
        String department = clock.rule.perDepartment() ? event.departmentId() : null;
        if (clock.rule.perDepartment() && department == null) {
            actForAll(i, actions);
            return;
        }
        act(i, track(department), actions);
    }

    /** An event of no department is no department's start or proof; what stops the whole case stops each of them. */
    private void actForAll(int i, int actions) {
        int strongest = Integer.highestOneBit(actions);
        if (strongest == START || strongest == STOP) {
            return;
        }
        if (strongest == PAUSE || strongest == RESUME) {
            allPaused = strongest == PAUSE;
        }
        for (int t = 0; t < tracks.size(); t++) {
            act(i, tracks.get(t), strongest);
        }
    }

    private void act(int i, Track track, int actions) {
        switch (Integer.highestOneBit(actions)) {
            case CANCEL -> rearm(i, track, "cancel");
            case RESET -> {
                rearm(i, track, "reset");
                if ((actions & START) != 0) {
                    start(i, track);
                }
            }
            case STOP -> stop(i, track);
            case PAUSE -> pause(i, track);
            case RESUME -> resume(i, track);
            default -> start(i, track);
        }
    }

    private void start(int i, Track track) {
        boolean mayStart = endedBy == null || track.earlierStop != NONE;
        if (mayStart && clock.rule.handOver()) {
            handOver(i, track);
        }
        if (track.live != null || track.waits || track.done || !mayStart) {
            return;
        }
        if (clock.applies(urgency, track.department)) {
            begin(i, track, "start");
        } else {
            track.waits = true;
        }
    }

    /** Who had the case has it no longer, and may get it again. */
    private void handOver(int i, Track to) {
        for (int t = 0; t < tracks.size(); t++) {
            if (tracks.get(t) != to) {
                rearm(i, tracks.get(t), "hand-over");
            }
        }
    }

    private void begin(int i, Track track, String action) {
        List<Attempt.Step> steps = traced ? new ArrayList<>() : null;
        Attempt attempt = new Attempt(track.department, cycle, ++track.attempts, line.at[i], urgency, steps);
        attempts.add(attempt);
        note(attempt, i, action);
        track.waits = false;
        if (track.earlierStop != NONE) {
            attempt.end(track.earlierStop, false);
            note(attempt, i, "stop");
            track.done = true;
            return;
        }
        track.live = attempt;
        if (track.paused || allPaused) {
            attempt.pause(line.at[i]);
            note(attempt, i, "pause");
        }
    }

    private void stop(int i, Track track) {
        if (track.live != null) {
            end(i, track, "stop");
            track.done = true;
        } else if (!track.done) {
            track.waits = false;
            track.earlierStop = line.at[i];
        }
    }

    private void rearm(int i, Track track, String action) {
        end(i, track, action);
        track.waits = false;
        track.done = false;
        track.earlierStop = NONE;
    }

    private void pause(int i, Track track) {
        track.paused = true;
        if (track.live != null && !track.live.isPaused()) {
            track.live.pause(line.at[i]);
            note(track.live, i, "pause");
        }
    }

    private void resume(int i, Track track) {
        track.paused = false;
        if (track.live != null && track.live.isPaused()) {
            track.live.resume(line.at[i]);
            note(track.live, i, "resume");
        }
    }

    private void resumeAll(int i) {
        allPaused = false;
        for (int t = 0; t < tracks.size(); t++) {
            resume(i, tracks.get(t));
        }
    }

    private void end(int i, Track track, String action) {
        if (track.live != null) {
            track.live.end(line.at[i], !action.equals("stop"));
            note(track.live, i, action);
            track.live = null;
        }
    }

    private void endAll(int i, String action) {
        for (int t = 0; t < tracks.size(); t++) {
            end(i, tracks.get(t), action);
            tracks.get(t).waits = false;
        }
    }

    /** A new urgency swaps the goals of what runs, ends what no longer applies and starts what waited for it. */
    private void turn(int i, GovernanceEvent event) {
        Urgency now = urgency.after(event);
        if (now == urgency) {
            return;
        }
        urgency = now;
        for (int t = 0; t < tracks.size(); t++) {
            Track track = tracks.get(t);
            boolean applies = clock.applies(now, track.department);
            if (track.live != null && !applies) {
                end(i, track, "cancel");
                track.waits = true;
            } else if (track.live != null) {
                track.live.urgency = now;
                note(track.live, i, "goal");
            } else if (track.waits && applies) {
                begin(i, track, "start");
            }
        }
    }

    private Track track(@Nullable String department) {
        for (int t = 0; t < tracks.size(); t++) {
            Track track = tracks.get(t);
            if (department == null || department.equals(track.department)) {
                return track;
            }
        }
        Track track = new Track(department);
        tracks.add(track);
        return track;
    }

    private void note(Attempt attempt, int i, String action) {
        if (attempt.steps != null) {
            attempt.steps.add(new Attempt.Step(line.at[i], action, i));
        }
    }
}

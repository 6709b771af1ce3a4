package org.govbrain.local.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.input.InboundWatermarks;
import org.jspecify.annotations.Nullable;

/**
 * Decides which instant the next heartbeat says, if there is to be one. A heartbeat at T promises the jobs that everything
 * up to T has arrived, so a clock that is due by T and has not stopped is breached. The rules, in order:
 *
 * <ol>
 *   <li>Who feeds records says so (a <em>feeder</em>: {@code brain ingest}, the demo player), again at least each {@link #LEASE}.
 *       A feeder that does not know how far it is stops all heartbeats: what it still holds back may be older than any
 *       instant that could be said. One that plays events in order names the instant up to which all is fed, and no
 *       heartbeat is later. A feeder that says nothing more (killed, or blocked because its own input is silent) is
 *       forgotten after the lease, so it cannot stop the clock for ever.
 *   <li>A feeder that names an instant is itself the clock: the demo's day runs at the demo's speed.
 *   <li>By this machine's clock, the heartbeat is now.
 *   <li>By the data's clock there is none until topics and feeders have been quiet for a while; then it is the newest time of
 *       any event, so that the end of the input closes what was due by then and nothing later. The quiet time is also
 *       what lets a person ingest one stream after the other.
 *   <li>AUTO is the data's clock until an event is current when the broker takes it and no feeder has been there for
 *       the quiet time; from then on it is this machine's, also after a restart. Without the second half, a file of
 *       today's patrols would breach the cases of the platform file that is ingested next.
 * </ol>
 *
 * Heartbeats never go back, with one exception. This machine's clock may leap far ahead and be put right; a heartbeat that
 * lies more than {@link InboundDecoder#CLOCK_TOLERANCE} ahead of now is a dead letter to every job, so it is not said again,
 * and after a leap the next heartbeat is now again. Event time in the jobs does not go back with it.
 *
 * <p>Not thread-safe. Time is an argument throughout, and there are two: {@code now} is this machine's clock, which a heartbeat
 * may say; {@code steady} never leaps, is compared with nothing but itself, and measures quiet and lease.
 */
public final class Pace {
    /** An event this much older than its arrival, or less, is current. */
    public static final Duration CURRENT = Duration.ofMinutes(10);

    /** How long a feeder's word holds. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    /** Event time stays this far behind what is said; a heartbeat that is to reach T must say this much more. */
    private static final Duration BEHIND = InboundWatermarks.DISORDER.plusMillis(1);

    private final ClockMode mode;
    private final Duration quiet;
    private final Map<String, Feeder> feeders = new HashMap<>();

    private @Nullable Instant newest;
    private boolean sawCurrent;
    private boolean wall;
    private Instant lastSign;
    private @Nullable Instant lastFeeder;
    private @Nullable Instant lastBeat;

    private record Feeder(@Nullable Instant fedUpTo, Instant saidAt) {}

    /** A pacemaker that starts now; {@code quiet} is how long the input must be silent before the data's clock beats. */
    public Pace(ClockMode mode, Duration quiet, PaceState state, Instant steady) {
        this.mode = mode;
        this.quiet = quiet;
        this.newest = state.newest();
        this.sawCurrent = state.sawCurrent();
        this.wall = state.wall();
        this.lastSign = steady;
    }

    /** Takes note of an event on an input topic; one from the future says nothing about any clock. */
    public void saw(Instant occurredAt, Instant appendedAt, Instant steady) {
        lastSign = steady;
        if (occurredAt.isAfter(appendedAt.plus(InboundDecoder.CLOCK_TOLERANCE))) {
            return;
        }
        if (newest == null || occurredAt.isAfter(newest)) {
            newest = occurredAt;
        }
        sawCurrent |= !occurredAt.isBefore(appendedAt.minus(CURRENT));
    }

    /** A feeder is at work; {@code fedUpTo} is null when it cannot say how far it is. */
    public void feeding(String feeder, @Nullable Instant fedUpTo, Instant steady) {
        feeders.put(feeder, new Feeder(fedUpTo, steady));
    }

    /** A feeder has finished. */
    public void fed(String feeder, Instant steady) {
        if (feeders.remove(feeder) != null) {
            lastFeeder = steady;
        }
    }

    /** The instant of the heartbeat that is to be written now. */
    public Optional<Instant> beat(Instant now, Instant steady) {
        forgetSilentFeeders(steady);
        Instant limit = now.plus(InboundDecoder.CLOCK_TOLERANCE);
        if (lastBeat != null && lastBeat.isAfter(limit)) {
            lastBeat = null;
        }
        Optional<Instant> beat =
                (feeders.isEmpty() ? free(now, steady) : bounded(now)).filter(at -> !at.isAfter(limit));
        beat.ifPresent(at -> lastBeat = lastBeat == null || at.isAfter(lastBeat) ? at : lastBeat);
        return beat.map(at -> lastBeat);
    }

    /** True as soon as heartbeats follow this machine's clock. */
    public boolean isWall() {
        return mode == ClockMode.WALL || (mode == ClockMode.AUTO && wall);
    }

    public PaceState state() {
        return new PaceState(newest, sawCurrent, wall);
    }

    private void forgetSilentFeeders(Instant steady) {
        feeders.values().removeIf(feeder -> {
            Instant end = feeder.saidAt().plus(LEASE);
            boolean silent = end.isBefore(steady);
            if (silent && (lastFeeder == null || end.isAfter(lastFeeder))) {
                lastFeeder = end;
            }
            return silent;
        });
    }

    private Optional<Instant> bounded(Instant now) {
        Instant least = now;
        for (Feeder feeder : feeders.values()) {
            if (feeder.fedUpTo() == null) {
                return Optional.empty();
            }
            least = feeder.fedUpTo().isBefore(least) ? feeder.fedUpTo() : least;
        }
        return Optional.of(least);
    }

    private Optional<Instant> free(Instant now, Instant steady) {
        boolean noFeederLately = lastFeeder == null || !steady.isBefore(lastFeeder.plus(quiet));
        wall |= sawCurrent && noFeederLately;
        if (isWall()) {
            return Optional.of(now);
        }
        boolean quietLately = noFeederLately && !steady.isBefore(lastSign.plus(quiet));
        return quietLately && newest != null ? Optional.of(newest.plus(BEHIND)) : Optional.empty();
    }
}

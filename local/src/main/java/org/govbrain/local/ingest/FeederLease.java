package org.govbrain.local.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.pacemaker.Pace;
import org.jspecify.annotations.Nullable;

/**
 * Tells the pacemaker of a running stack, while lines flow, that it must not go ahead of them. The word is given again when
 * half of its lease is over and only when there was a line: an input that is itself silent does not hold the clock. Nor does a pipe
 * from a live system whose lines never end, as long as they tell of what happens now.
 */
public final class FeederLease implements AutoCloseable {
    private static final Duration AGAIN = Pace.LEASE.dividedBy(2);

    private final ControlClient control;
    private final String name;
    private final InstantSource clock;
    private Instant lastSaid = Instant.MIN;

    public FeederLease(ControlClient control, String name, InstantSource clock) {
        this.control = control;
        this.name = name;
        this.clock = clock;
    }

    /** A line is about to be sent, or was. */
    public void feeding() {
        Instant now = clock.instant();
        if (lastSaid.isBefore(now.minus(AGAIN))) {
            control.feeding(name);
            lastSaid = now;
        }
    }

    /**
     * The same of a line that came through a pipe.
     *
     * @param happenedAt when the event of the line happened; null for a line that is no event
     */
    public void feedingLive(@Nullable Instant happenedAt) {
        if (happenedAt != null && happenedAt.isBefore(clock.instant().minus(Pace.CURRENT))) {
            feeding();
        }
    }

    @Override
    public void close() {
        control.fed(name);
    }
}

package org.govbrain.local.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.pacemaker.Pace;

/**
 * Tells the pacemaker of a running stack, while lines flow, that it must not go ahead of them. The word is given again when
 * half of its lease is over and only when there was a line: an input that is itself silent, such as a pipe from a live
 * system, does not hold the clock.
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

    @Override
    public void close() {
        control.fed(name);
    }
}

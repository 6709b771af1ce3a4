package org.govbrain.local.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Says what goes on, one line a step, with the seconds since the beginning. */
public final class Progress {
    private final PrintWriter out;
    private final InstantSource clock;
    private final Instant start;

    public Progress(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
        this.start = clock.instant();
    }

    public synchronized void say(String step) {
        out.printf("%6.1f s  %s%n", elapsed().toMillis() / 1000.0, step);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.between(start, clock.instant());
    }
}

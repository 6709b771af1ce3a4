package org.govbrain.local.delivery;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. */
public final class ScriptedClock implements InstantSource {
    private final AtomicLong now;

    public ScriptedClock(Instant begin) {
        now = new AtomicLong(begin.toEpochMilli());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now.get());
    }

    public void moveTo(long ms) {
        now.set(ms);
    }

    public void pass(long ms) {
        now.addAndGet(ms);
    }
}

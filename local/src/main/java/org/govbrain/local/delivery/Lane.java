package org.govbrain.local.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much one channel may be used now. In any minute at most {@link Limits#perMinute} messages go out. What is no emergency
 * draws on a bucket that holds 4 and gains one each 5 s, at most 16 a minute, so that an emergency never waits behind it.
 */
final class Lane {
    static final int AT_ONCE = 4;
    static final long GAIN_MS = 5_000;

    private static final long MINUTE_MS = 60_000;
    private static final int MOST_IN_FLIGHT = 4;
    private static final int FAILURES_THAT_OPEN = 5;
    private static final long OPEN_MS = 30_000;

    private final Limits limits;
    private final Deque<Long> sent = new ArrayDeque<>();
    private long bucketMs = AT_ONCE * GAIN_MS;
    private long bucketAt;
    private long pausedUntil;
    private int failures;
    private int inFlight;

    Lane(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /** Whether the channel wants to be left alone, or has failed so often that trying is a waste. */
    boolean isPaused(long now) {
        return now < pausedUntil;
    }

    boolean takesEmergency(long now) {
        return inFlight <= mostInFlight() && isWithinMinute(now);
    }

    /** How many messages that are no emergency may go out now. */
    int room(long now) {
        int threads = Math.max(0, mostInFlight() - inFlight);
        if (limits.perMinute() == 0 || threads == 0) {
            return threads;
        }
        bucketMs = Math.min(AT_ONCE * GAIN_MS, bucketMs + Math.max(0, now - bucketAt));
        bucketAt = now;
        return isWithinMinute(now) ? (int) Math.min(threads, bucketMs / GAIN_MS) : 0;
    }

    void took(long now, boolean emergency) {
        inFlight++;
        if (limits.perMinute() > 0) {
            sent.addLast(now);
            bucketMs -= emergency ? 0 : GAIN_MS;
        }
    }

    void arrived() {
        inFlight--;
        failures = 0;
    }

    /** A refusal of one message says nothing about the next; a failure of the channel does. */
    void failed(long now, SendResult result) {
        inFlight--;
        if (result.outcome() == SendResult.Outcome.TRY_AGAIN) {
            failures++;
            long pause = Math.max(result.pauseMs(), failures >= FAILURES_THAT_OPEN ? OPEN_MS : 0);
            pausedUntil = Math.max(pausedUntil, now + pause);
        }
    }

    /** After many failures one message is the trial. */
    private int mostInFlight() {
        return failures >= FAILURES_THAT_OPEN ? 1 : MOST_IN_FLIGHT;
    }

    private boolean isWithinMinute(long now) {
        while (!sent.isEmpty() && sent.getFirst() <= now - MINUTE_MS) {
            sent.removeFirst();
        }
        return limits.perMinute() == 0 || sent.size() < limits.perMinute();
    }
}

package org.govbrain.engine.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedId;
import org.govbrain.domain.feed.FeedSigns;
import org.jspecify.annotations.Nullable;

/** A {@link FeedHour} that grows: what {@link FeedSigns#with} says of many, without an object for each. */
final class SignsOfHour {
    /** Shorter than any silence that a policy may forbid. */
    private static final long SPAN_MS = Duration.ofSeconds(10).toMillis();

    private final Stream stream;
    private final String sourceSystem;
    private @Nullable Instant firstAt;
    private @Nullable Instant lastAt;
    private long events;
    private long heartbeats;
    private @Nullable Instant lastEventAt;
    private long lagMs;
    private @Nullable Instant lastHeartbeatAt;

    /** First and last instant of each span, ascending; what lies in the same ten seconds of the clock is one span. */
    private long[] spansMs = new long[8];

    private int ends;

    SignsOfHour(Stream stream, String sourceSystem) {
        this.stream = stream;
        this.sourceSystem = sourceSystem;
    }

    void event(Instant at, Instant receivedAt) {
        events++;
        lastEvent(at, Math.max(0, receivedAt.toEpochMilli() - at.toEpochMilli()));
        sign(at);
    }

    void heartbeat(Instant at) {
        heartbeats++;
        lastHeartbeatAt = later(lastHeartbeatAt, at);
        sign(at);
    }

    void take(FeedHour hour) {
        FeedSigns sum = hour.sum();
        events += sum.events();
        heartbeats += sum.heartbeats();
        if (sum.lastEventAt() != null) {
            lastEvent(sum.lastEventAt(), sum.lagMs());
        }
        if (sum.lastHeartbeatAt() != null) {
            lastHeartbeatAt = later(lastHeartbeatAt, sum.lastHeartbeatAt());
        }
        sign(sum.firstAt());
        sign(sum.lastAt());
        hour.spansMs().forEach(this::span);
    }

    private void lastEvent(Instant at, long lag) {
        int order = lastEventAt == null ? 1 : at.compareTo(lastEventAt);
        if (order > 0) {
            lastEventAt = at;
            lagMs = lag;
        } else if (order == 0) {
            lagMs = Math.min(lagMs, lag);
        }
    }

    private void sign(Instant at) {
        firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
        lastAt = later(lastAt, at);
        span(at.toEpochMilli());
    }

    private void span(long ms) {
        long number = Math.floorDiv(ms, SPAN_MS);
        int at = ends - 2;
        while (at >= 0 && Math.floorDiv(spansMs[at], SPAN_MS) > number) {
            at -= 2;
        }
        if (at >= 0 && Math.floorDiv(spansMs[at], SPAN_MS) == number) {
            spansMs[at] = Math.min(spansMs[at], ms);
            spansMs[at + 1] = Math.max(spansMs[at + 1], ms);
            return;
        }
        if (ends == spansMs.length) {
            spansMs = Arrays.copyOf(spansMs, ends * 2);
        }
        System.arraycopy(spansMs, at + 2, spansMs, at + 4, ends - at - 2);
        spansMs[at + 2] = ms;
        spansMs[at + 3] = ms;
        ends += 2;
    }

    FeedHour toHour() {
        Instant first = firstAt;
        Instant last = lastAt;
        if (first == null || last == null) {
            throw new IllegalStateException("no sign yet");
        }
        List<Long> spans = new ArrayList<>(ends);
        for (int i = 0; i < ends; i++) {
            spans.add(spansMs[i]);
        }
        return new FeedHour(
                new FeedSigns(
                        FeedId.of(stream, sourceSystem),
                        stream,
                        sourceSystem,
                        first,
                        last,
                        events,
                        heartbeats,
                        lastEventAt,
                        lagMs,
                        lastHeartbeatAt),
                spans);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}

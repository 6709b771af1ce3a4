package org.govbrain.domain.feed;

import java.time.Instant;
import org.govbrain.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life of one feed, summed up.
 *
 * @param firstAt the oldest of them
 * @param events how many were events; repetitions count, for this is about the line and not about the matter
 * @param heartbeats how many were heartbeats of the source itself; those of the pacemaker say nothing of a source
 * @param lastEventAt newest event
 * @param lagMs from its occurrence to its arrival
 */
public record FeedSigns(
        String feedId,
        Stream stream,
        String sourceSystem,
        Instant firstAt,
        Instant lastAt,
        long events,
        long heartbeats,
        @Nullable Instant lastEventAt,
        long lagMs,
        @Nullable Instant lastHeartbeatAt) {

    public static FeedSigns event(Stream stream, String sourceSystem, Instant at, Instant receivedAt) {
        long lagMs = Math.max(0, receivedAt.toEpochMilli() - at.toEpochMilli());
        return new FeedSigns(FeedId.of(stream, sourceSystem), stream, sourceSystem, at, at, 1, 0, at, lagMs, null);
    }

    public static FeedSigns heartbeat(Stream stream, String sourceSystem, Instant at) {
        return new FeedSigns(FeedId.of(stream, sourceSystem), stream, sourceSystem, at, at, 0, 1, null, 0, at);
    }

    /** The same signs as those of the whole stream. */
    public FeedSigns ofAny() {
        return new FeedSigns(
                FeedId.of(stream, FeedId.ANY),
                stream,
                FeedId.ANY,
                firstAt,
                lastAt,
                events,
                heartbeats,
                lastEventAt,
                lagMs,
                lastHeartbeatAt);
    }

    /** Both together, whichever was first. */
    public FeedSigns with(FeedSigns other) {
        Instant newest = later(lastEventAt, other.lastEventAt);
        return new FeedSigns(
                feedId,
                stream,
                sourceSystem,
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt,
                events + other.events,
                heartbeats + other.heartbeats,
                newest,
                Math.min(lagOf(newest), other.lagOf(newest)),
                later(lastHeartbeatAt, other.lastHeartbeatAt));
    }

    /** Lag of the event at {@code newest}; beyond all if that is another's. */
    private long lagOf(@Nullable Instant newest) {
        return newest == null ? 0 : newest.equals(lastEventAt) ? lagMs : Long.MAX_VALUE;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}

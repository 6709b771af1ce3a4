package org.govbrain.domain.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one feed: its newest signs and the silences between them. Silences are made of the instants of the signs,
 * not of their arrival: what comes late closes a gap, in whatever order. A plain state object.
 */
public final class FeedRecord {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    /** All signs of life summed up; null before the first. */
    public @Nullable FeedSigns signs;

    /** Silences that ended, in order of time. */
    public List<Gap> gaps = new ArrayList<>();

    /** Start of the hour of the newest event, in epoch milliseconds, and how many events it has. */
    public long hourMs = Long.MIN_VALUE;

    public long eventsInHour;

    /** When its timer fires, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** Revision last said. */
    public long saidRevision = -1;

    /**
     * A silence between two signs of life.
     *
     * @param silentFromMs when the first of them was too long ago
     */
    public record Gap(long fromMs, long silentFromMs, long toMs) {}

    /** Takes signs in. */
    public void take(FeedSigns more, FeedLimit limit) {
        FeedSigns known = signs;
        if (known == null) {
            signs = more;
        } else {
            hear(known, more.firstAt(), limit);
            split(more.lastAt(), limit);
            signs = known.with(more);
        }
        count(more);
    }

    /** The two ends of the signs will do: what lies between them is too close together to hold a silence. */
    private void hear(FeedSigns known, Instant at, FeedLimit limit) {
        if (at.isAfter(known.lastAt())) {
            addGap(gaps.size(), known.lastAt(), at, limit);
        } else if (at.isBefore(known.firstAt())) {
            addGap(0, at, known.firstAt(), limit);
        } else {
            split(at, limit);
        }
    }

    private void split(Instant at, FeedLimit limit) {
        long atMs = at.toEpochMilli();
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i);
            if (gap.fromMs() < atMs && atMs < gap.toMs()) {
                gaps.remove(i);
                addGap(i, at, Instant.ofEpochMilli(gap.toMs()), limit);
                addGap(i, Instant.ofEpochMilli(gap.fromMs()), at, limit);
                return;
            }
        }
    }

    private void addGap(int index, Instant from, Instant to, FeedLimit limit) {
        Instant silentFrom = limit.silentFrom(from);
        if (silentFrom != null && silentFrom.isBefore(to)) {
            gaps.add(index, new Gap(from.toEpochMilli(), silentFrom.toEpochMilli(), to.toEpochMilli()));
        }
    }

    private void count(FeedSigns more) {
        Instant at = more.lastEventAt();
        if (at == null) {
            return;
        }
        long hour = Math.floorDiv(at.toEpochMilli(), HOUR_MS) * HOUR_MS;
        if (hour > hourMs) {
            hourMs = hour;
            eventsInHour = 0;
        }
        if (hour == hourMs) {
            eventsInHour += more.events();
        }
    }

    /** Since when it is silent; null while it is not. */
    public @Nullable Instant silentSince(Instant now, FeedLimit limit) {
        Instant from = signs == null ? null : limit.silentFrom(signs.lastAt());
        return from == null || from.isAfter(now) ? null : from;
    }

    /**
     * Whether a promise that was due at {@code dueAt} and of which nothing was heard may have been kept all the same, because
     * the feed that would tell was silent then; and it stays so for as long again as the silence that is allowed, once the
     * feed is back, since what it has missed comes then. Of a feed that never gave a sign nothing is excused.
     */
    public boolean doubts(Instant dueAt, Instant now, FeedLimit limit) {
        Instant until = doubtsUntil(dueAt, limit);
        return until != null && now.isBefore(until);
    }

    /** Until when there is that doubt: {@link Instant#MAX} as long as the feed is silent; null if there is none. */
    public @Nullable Instant doubtsUntil(Instant dueAt, FeedLimit limit) {
        if (signs == null) {
            return null;
        }
        Instant since = silentSince(dueAt, limit);
        if (since != null) {
            return Instant.MAX;
        }
        long dueMs = dueAt.toEpochMilli();
        for (int i = gaps.size() - 1; i >= 0; i--) {
            Gap gap = gaps.get(i);
            if (gap.silentFromMs() <= dueMs && dueMs < gap.toMs()) {
                return Instant.ofEpochMilli(gap.toMs() + gap.silentFromMs() - gap.fromMs());
            }
        }
        return null;
    }

    /** Forgets the silences that ended before an instant. */
    public void forget(Instant before) {
        gaps.removeIf(gap -> gap.toMs() < before.toEpochMilli());
    }

    /** What the feed shows; null before its first sign. */
    public @Nullable FeedSituation situation(Instant now, FeedLimit limit) {
        FeedSigns known = signs;
        if (known == null) {
            return null;
        }
        Instant since = silentSince(now, limit);
        long revision = 2 * (known.events() + known.heartbeats()) + (since == null ? 0 : 1);
        return new FeedSituation(known, since, eventsInHour, revision);
    }
}

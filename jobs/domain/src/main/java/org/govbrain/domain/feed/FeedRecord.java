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
    public void take(FeedHour more, FeedLimit limit) {
        FeedSigns sum = more.sum();
        FeedSigns known = signs;
        long firstMs = known == null ? more.spansMs().get(0) : known.firstAt().toEpochMilli();
        long lastMs = known == null ? firstMs : known.lastAt().toEpochMilli();
        for (int i = 0; i < more.spansMs().size(); i += 2) {
            long fromMs = more.spansMs().get(i);
            long toMs = more.spansMs().get(i + 1);
            if (fromMs > lastMs) {
                addGap(gaps.size(), lastMs, fromMs, limit);
            } else if (toMs < firstMs) {
                addGap(0, toMs, firstMs, limit);
            } else {
                // The two ends will do: what lies between them holds no silence.
                split(fromMs, limit);
                split(toMs, limit);
            }
            firstMs = Math.min(firstMs, fromMs);
            lastMs = Math.max(lastMs, toMs);
        }
        signs = known == null ? sum : known.with(sum);
        count(sum);
    }

    /** From the newest on: what comes late is seldom very late. */
    private void split(long atMs, FeedLimit limit) {
        for (int i = gaps.size() - 1; i >= 0 && atMs < gaps.get(i).toMs(); i--) {
            Gap gap = gaps.get(i);
            if (gap.fromMs() < atMs) {
                gaps.remove(i);
                addGap(i, atMs, gap.toMs(), limit);
                addGap(i, gap.fromMs(), atMs, limit);
                return;
            }
        }
    }

    private void addGap(int index, long fromMs, long toMs, FeedLimit limit) {
        Instant silentFrom = limit.silentFrom(Instant.ofEpochMilli(fromMs));
        if (silentFrom != null && silentFrom.toEpochMilli() < toMs) {
            gaps.add(index, new Gap(fromMs, silentFrom.toEpochMilli(), toMs));
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

    /**
     * What the feed shows; null before its first sign.
     *
     * @param versions how many versions of its limit had gone before the one that was in force at its last sign, as far as they are
     *     known: a further one can end its silence and grows the revision as a sign does
     */
    public @Nullable FeedSituation situation(Instant now, FeedLimit limit, int versions) {
        FeedSigns known = signs;
        if (known == null) {
            return null;
        }
        Instant since = silentSince(now, limit);
        long revision = 2 * (known.events() + known.heartbeats() + versions) + (since == null ? 0 : 1);
        return new FeedSituation(known, since, eventsInHour, revision);
    }
}

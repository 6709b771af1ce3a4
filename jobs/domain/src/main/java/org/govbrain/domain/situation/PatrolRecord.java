package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is kept of the patrols of one grid under one clock: when they were, and what was last said about the gaps between
 * them. A plain state object.
 */
public final class PatrolRecord {
    /** Since when the grid is watched, or the last patrol that was forgotten, in epoch milliseconds; 0 until it is watched. */
    public long sinceMs;

    /** Whether {@link #sinceMs} is that of a patrol that was forgotten: what is older changes nothing any more. */
    public boolean sincePatrol;

    /** Instants of patrols that are remembered, ascending and distinct, in epoch milliseconds. */
    public long[] patrols = new long[0];

    /** Where the first gap begins that must be looked at: the last one, or one that late news has split. */
    public long openSinceMs;

    /** Breaches last said, those withdrawn included, by id. */
    public Map<String, Breach> breaches = new HashMap<>();

    /** Breaches that an earlier run said, by id, until event time has reached their deadlines. */
    public Map<String, Breach> recalled = new HashMap<>();

    /**
     * Gaps that begin from here on are said again, changed or not, in epoch milliseconds; {@link Long#MAX_VALUE} for none. By
     * versions that were not known the same gap has another revision.
     */
    public long sayAgainFromMs = Long.MAX_VALUE;

    /** What was in force since an instant was not known: the gaps since, and the one in which it lies, are looked at again. */
    void lookAgainFrom(long ms) {
        int first = before(ms);
        openSinceMs = Math.min(openSinceMs, first == 0 ? sinceMs : patrols[first - 1]);
        sayAgainFromMs = Math.min(sayAgainFromMs, ms);
    }

    /** Takes in patrols, ascending; returns whether any was news. */
    boolean add(long[] atMs) {
        long[] news = Arrays.stream(atMs).filter(this::isNews).distinct().toArray();
        if (news.length == 0) {
            return false;
        }
        long[] all = Arrays.copyOf(patrols, patrols.length + news.length);
        int from = patrols.length - 1;
        int added = news.length - 1;
        // From the end, where nearly all of them belong; what is before the oldest of them stays where it is.
        for (int to = all.length - 1; added >= 0; to--) {
            all[to] = from >= 0 && patrols[from] > news[added] ? patrols[from--] : news[added--];
        }
        patrols = all;
        if (news[0] < openSinceMs) {
            openSinceMs = from < 0 ? sinceMs : patrols[from];
        }
        return true;
    }

    private boolean isNews(long atMs) {
        return (!sincePatrol || atMs > sinceMs) && Arrays.binarySearch(patrols, atMs) < 0;
    }

    /** A breach that an earlier run said; returns whether this one has not said it. Of what was forgotten nothing is said. */
    boolean recall(Breach said) {
        boolean forgotten = sincePatrol && said.startedAt().toEpochMilli() < sinceMs;
        return !forgotten && !breaches.containsKey(said.breachId()) && recalled.put(said.breachId(), said) == null;
    }

    /**
     * From now on those count as said whose deadlines have passed by {@code asOf}, and their gaps must be looked at again.
     * Before that nobody could tell.
     */
    void takeRecalled(Instant asOf) {
        for (Breach said : List.copyOf(recalled.values())) {
            if (!said.dueAt().isAfter(asOf)) {
                recalled.remove(said.breachId());
                if (breaches.putIfAbsent(said.breachId(), said) == null) {
                    openSinceMs = Math.min(openSinceMs, said.startedAt().toEpochMilli());
                }
            }
        }
    }

    /** Whether a gap may begin at an instant. */
    boolean isStart(long ms) {
        return ms == sinceMs || Arrays.binarySearch(patrols, ms) >= 0;
    }

    /** How many patrols were before an instant. */
    int before(long ms) {
        int at = Arrays.binarySearch(patrols, ms);
        return at >= 0 ? at : -at - 1;
    }

    /** Forgets the first {@code count} patrols: the last of them begins what is remembered. */
    void forget(int count) {
        if (count > 0) {
            sinceMs = patrols[count - 1];
            sincePatrol = true;
            patrols = Arrays.copyOfRange(patrols, count, patrols.length);
            breaches.values().removeIf(breach -> breach.startedAt().toEpochMilli() < sinceMs);
            recalled.values().removeIf(breach -> breach.startedAt().toEpochMilli() < sinceMs);
        }
    }
}

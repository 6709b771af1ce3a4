package org.govbrain.domain.situation;

import java.util.Arrays;
import java.util.HashMap;
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

    /** Takes in a patrol; returns whether it was news. */
    boolean add(long atMs) {
        int at = Arrays.binarySearch(patrols, atMs);
        if (at >= 0 || (sincePatrol && atMs <= sinceMs)) {
            return false;
        }
        int to = -at - 1;
        long[] more = Arrays.copyOf(patrols, patrols.length + 1);
        System.arraycopy(patrols, to, more, to + 1, patrols.length - to);
        more[to] = atMs;
        patrols = more;
        if (atMs < openSinceMs) {
            openSinceMs = to == 0 ? sinceMs : patrols[to - 1];
        }
        return true;
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
        }
    }
}

package org.govbrain.local.inbox;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, of which the oldest go when there are too many: the oldest by their own time, since after a start one
 * partition is read after another, and what comes first is not what is oldest.
 */
final class Newest<V> {
    private record Entry<V>(long at, String key, V value) {}

    private static final Comparator<Entry<?>> BY_TIME =
            Comparator.<Entry<?>>comparingLong(Entry::at).thenComparing(Entry::key);

    private final Map<String, Entry<V>> byKey = new HashMap<>();
    private final TreeSet<Entry<V>> byTime = new TreeSet<>(BY_TIME);
    private final int most;

    /** @param most values that are kept */
    Newest(int most) {
        this.most = most;
    }

    /**
     * Takes a value; one that is there under its key already is merged with it, and has the later of both times.
     *
     * @param at its time in ms
     */
    void merge(String key, long at, V value, BinaryOperator<V> merge) {
        Entry<V> before = byKey.get(key);
        if (before != null) {
            byTime.remove(before);
        }
        Entry<V> now = before == null
                ? new Entry<>(at, key, value)
                : new Entry<>(Math.max(before.at(), at), key, merge.apply(before.value(), value));
        byKey.put(key, now);
        byTime.add(now);
        if (byKey.size() > most) {
            byKey.remove(byTime.pollFirst().key());
        }
    }

    /** The value of a key; null when there is none, or no longer. */
    @Nullable
    V find(String key) {
        Entry<V> entry = byKey.get(key);
        return entry == null ? null : entry.value();
    }

    /** All values, in no order. */
    Stream<V> values() {
        return byKey.values().stream().map(Entry::value);
    }
}

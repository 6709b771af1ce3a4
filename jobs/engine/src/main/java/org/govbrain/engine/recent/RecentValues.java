package org.govbrain.engine.recent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The values of the keys that were asked for last, before the state that holds all of them. As on the heap, {@link #value} gives
 * the very object that was given before; what is changed in it counts once it is given to {@link #update}.
 */
final class RecentValues<K, T> implements ValueState<T> {
    private final ValueState<T> stored;
    private final KeyedStateBackend<K> backend;
    private final int most;

    /** From the one that was asked for longest ago to the last one. */
    private final LinkedHashMap<K, Recent<T>> recent = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Recent<T> {
        private @Nullable T value;
        private boolean isStored;
        private boolean isChanged;

        private Recent(@Nullable T value) {
            this.value = value;
            this.isStored = value != null;
        }
    }

    /**
     * None known yet.
     *
     * @param most of how many keys the values stay in memory
     */
    RecentValues(ValueState<T> stored, KeyedStateBackend<K> backend, int most) {
        this.stored = stored;
        this.backend = backend;
        this.most = most;
    }

    @Override
    public @Nullable T value() throws IOException {
        return ofCurrentKey().value;
    }

    @Override
    public void update(@Nullable T value) throws IOException {
        Recent<T> known = ofCurrentKey();
        known.value = value;
        known.isChanged = true;
    }

    @Override
    public void clear() {
        try {
            update(null);
        } catch (IOException e) {
            throw new UncheckedIOException("state cannot be read or written", e);
        }
    }

    private Recent<T> ofCurrentKey() throws IOException {
        K key = backend.getCurrentKey();
        Recent<T> known = recent.get(key);
        if (known == null) {
            known = new Recent<>(stored.value());
            recent.put(key, known);
            if (recent.size() > most) {
                forgetOldest(key);
            }
        }
        return known;
    }

    private void forgetOldest(K current) throws IOException {
        Iterator<Map.Entry<K, Recent<T>>> oldest = recent.entrySet().iterator();
        Map.Entry<K, Recent<T>> forgotten = oldest.next();
        if (forgotten.getValue().isChanged) {
            store(forgotten.getKey(), forgotten.getValue());
            backend.setCurrentKey(current);
        }
        oldest.remove();
    }

    /** Writes whatever has changed; another key may be the current one afterwards. */
    void store() throws IOException {
        for (Map.Entry<K, Recent<T>> each : recent.entrySet()) {
            if (each.getValue().isChanged) {
                store(each.getKey(), each.getValue());
            }
        }
    }

    private void store(K key, Recent<T> known) throws IOException {
        backend.setCurrentKey(key);
        if (known.value != null) {
            stored.update(known.value);
        } else if (known.isStored) {
            stored.clear();
        }
        known.isStored = known.value != null;
        known.isChanged = false;
    }
}

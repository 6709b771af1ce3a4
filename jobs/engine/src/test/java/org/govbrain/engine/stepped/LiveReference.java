package org.govbrain.engine.stepped;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.reference.HistoryBuilder;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/** Reference data that a test publishes while a {@link SteppedJob} runs: read once for all of its tasks. */
public final class LiveReference implements ReferenceSource {
    private static final long serialVersionUID = 1L;
    private static final Map<String, HistoryBuilder> PUBLISHED = new ConcurrentHashMap<>();

    private final String name;

    /** Under a name that nobody else takes; nothing of an earlier one of that name is left. */
    public LiveReference(String name) {
        this.name = name;
        PUBLISHED.put(name, new HistoryBuilder());
    }

    /** Publishes files by name. */
    public void publish(Instant effectiveFrom, Map<String, byte[]> files) {
        published().take(effectiveFrom, files);
    }

    private HistoryBuilder published() {
        return Objects.requireNonNull(PUBLISHED.get(name), name);
    }

    @Override
    public LoadedReference load() {
        return published().loaded();
    }

    @Override
    public ReferenceFollower follow() {
        return new Follower();
    }

    private final class Follower implements ReferenceFollower {
        private LoadedReference seen = load();

        @Override
        public LoadedReference loaded() {
            return seen;
        }

        @Override
        public boolean refresh() {
            LoadedReference before = seen;
            seen = load();
            return !seen.equals(before);
        }

        @Override
        public List<DeadLetter> takeRefused() {
            return List.of();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}

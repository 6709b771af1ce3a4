package org.govbrain.engine.stepped;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.reference.HistoryBuilder;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * Versions of a city that are published while a {@link SteppedJob} runs, and of which each task reads the next one whenever it
 * likes, some long after all others. Who starts knows all that was published by then. Whoever puts events at places knows all
 * from the beginning, as it does in a job that reads in time: an event that is on its way can't be called back.
 */
public final class LateReference implements ReferenceSource {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Published> PUBLISHED = new ConcurrentHashMap<>();

    private final String name;

    /** How far it has come; the histories are of one load, of two and so on. */
    private static final class Published {
        private final List<LoadedReference> histories = new ArrayList<>();
        private final HistoryBuilder builder = new HistoryBuilder();
        private int published;
        private boolean inTime;
        private Random random = new Random(0);
    }

    /** Under a name that nobody else takes; nothing of an earlier one of that name is left. */
    public LateReference(String name, Map<String, byte[]> files) {
        this.name = name;
        Published published = new Published();
        PUBLISHED.put(name, published);
        published.builder.take(Instant.EPOCH, files);
        published.histories.add(published.builder.loaded());
    }

    /** One more version, to be published after those that are there already. */
    public LateReference then(Instant effectiveFrom, Map<String, byte[]> files) {
        Published published = published();
        published.builder.take(effectiveFrom, files);
        published.histories.add(published.builder.loaded());
        return this;
    }

    /** What a backtest reads: all versions, from the beginning. */
    public ReferenceSource all() {
        return new SharedReference(name, () -> newest(published()));
    }

    private static LoadedReference newest(Published published) {
        return published.histories.get(published.histories.size() - 1);
    }

    /** A run begins whose tasks read by this chance. */
    public void begin(Random random) {
        published().random = random;
    }

    /** Publishes versions until there are so many beside the first. */
    public void publish(int versions) {
        Published published = published();
        published.published = Math.max(published.published, Math.min(versions, published.histories.size() - 1));
    }

    /** How many there are to be published. */
    public int versions() {
        return published().histories.size() - 1;
    }

    /** From now on everybody reads whatever is published when asked. */
    public void settle() {
        published().inTime = true;
    }

    private Published published() {
        return Objects.requireNonNull(PUBLISHED.get(name), name);
    }

    @Override
    public LoadedReference load() {
        Published published = published();
        return published.histories.get(published.published);
    }

    @Override
    public ReferenceFollower follow() {
        Published published = published();
        String task = SteppedOperator.starting();
        if (task.startsWith("locate-") || task.startsWith("place-")) {
            return ReferenceFollower.fixed(newest(published));
        }
        return new Follower(published);
    }

    private static final class Follower implements ReferenceFollower {
        private final Published published;
        private final int patience;
        private int seen;

        Follower(Published published) {
            this.published = published;
            this.seen = published.published;
            // Some read at once, some after hundreds of looks.
            this.patience = 1 << published.random.nextInt(10);
        }

        @Override
        public LoadedReference loaded() {
            return published.histories.get(seen);
        }

        @Override
        public boolean refresh() {
            if (seen == published.published) {
                return false;
            }
            if (published.inTime) {
                seen = published.published;
                return true;
            }
            if (published.random.nextInt(patience) == 0) {
                seen++;
                return true;
            }
            return false;
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

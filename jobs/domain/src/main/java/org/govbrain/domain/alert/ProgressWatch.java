package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Notices that something which must always move has stopped: silence is not well-being. What it looks at is a number for each
 * part that only grows while the part works. Kept by whoever looks, outside of every part; not thread-safe.
 *
 * <p>A change is to be told until somebody says that it {@linkplain #told was}: a message that nobody took is no message. A
 * stop is told even if the part works again by then, and its return only after it; what stops again before its return was
 * told has stood since the first stop.
 *
 * <p>Time is an argument, and there are two: {@code now} is this machine's clock, which a message may say; {@code steady} never leaps,
 * is compared with nothing but itself, and measures how long a part has stood.
 */
public final class ProgressWatch {
    private final Duration patience;
    private final String root;
    private final Map<String, Seen> seen = new TreeMap<>();

    /** A part that stopped, or works again; both name the instant since which it stood, by the machine's clock. */
    public record Change(String part, boolean stopped, Instant since) {}

    private static final class Seen {
        private long progress;
        private Instant movedAt;
        private boolean stopped;
        private @Nullable Change stop;
        private boolean stopTold;

        Seen(long progress, Instant movedAt) {
            this.progress = progress;
            this.movedAt = movedAt;
        }

        private @Nullable Change due() {
            if (stop == null || !stopTold) {
                return stop;
            }
            return stopped ? null : new Change(stop.part(), false, stop.since());
        }
    }

    /**
     * @param patience how long a part may stand still
     * @param root the part without which no other can move; while it stands, only it is noticed
     */
    public ProgressWatch(Duration patience, String root) {
        this.patience = patience;
        this.root = root;
    }

    /**
     * Looks once.
     *
     * @param progress of each part; one that cannot be read just now is left out and counts as standing still
     * @return what is to be told: at most one change of a part, the same again until it was told
     */
    public List<Change> look(Map<String, Long> progress, Instant now, Instant steady) {
        progress.forEach((part, number) -> seen.computeIfAbsent(part, unused -> new Seen(number, steady)));
        boolean rootStands = look(root, progress, now, steady);
        for (Map.Entry<String, Seen> each : seen.entrySet()) {
            if (each.getKey().equals(root)) {
                continue;
            }
            if (rootStands) {
                each.getValue().movedAt = steady;
            } else {
                look(each.getKey(), progress, now, steady);
            }
        }
        return seen.values().stream().map(Seen::due).flatMap(Stream::ofNullable).toList();
    }

    /** Somebody has taken the message of this change, which was due. */
    public void told(Change change) {
        Seen part = Objects.requireNonNull(seen.get(change.part()), change.part());
        part.stopTold = change.stopped();
        if (!change.stopped()) {
            part.stop = null;
        }
    }

    /** Looks at one part; true while it stands. */
    private boolean look(String part, Map<String, Long> progress, Instant now, Instant steady) {
        Seen before = seen.get(part);
        if (before == null) {
            return false;
        }
        Long number = progress.get(part);
        if (number != null && number != before.progress) {
            before.progress = number;
            before.stopped = false;
            before.movedAt = steady;
        } else if (before.movedAt.plus(patience).isBefore(steady)) {
            before.stopped = true;
            if (before.stop == null) {
                before.stop = new Change(part, true, now.minus(Duration.between(before.movedAt, steady)));
            }
        }
        return before.stopped;
    }
}

package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Notices that something which must always move has stopped: silence is not well-being. What it looks at is a number for each
 * part that only grows while the part works. Kept by whoever looks, outside of every part; not thread-safe.
 */
public final class ProgressWatch {
    private final Duration patience;
    private final String root;
    private final Map<String, Seen> seen = new TreeMap<>();

    /** A part that stopped, or works again. */
    public record Change(String part, boolean stopped, Instant since) {}

    private static final class Seen {
        private long progress;
        private Instant movedAt;
        private boolean stopped;

        Seen(long progress, Instant movedAt) {
            this.progress = progress;
            this.movedAt = movedAt;
        }
    }

    /**
     * @param patience how long a part may stand still
     * @param root the part without which no other can move; while it stands, only it is told
     */
    public ProgressWatch(Duration patience, String root) {
        this.patience = patience;
        this.root = root;
    }

    /**
     * Looks once.
     *
     * @param progress of each part; one that cannot be read just now is left out and counts as standing still
     */
    public List<Change> look(Map<String, Long> progress, Instant now) {
        progress.forEach((part, number) -> seen.computeIfAbsent(part, unused -> new Seen(number, now)));
        List<Change> changes = new ArrayList<>();
        boolean rootStands = look(root, progress, now, changes);
        for (String part : seen.keySet()) {
            if (part.equals(root)) {
                continue;
            }
            if (rootStands) {
                seen.get(part).movedAt = now;
            } else {
                look(part, progress, now, changes);
            }
        }
        return changes;
    }

    private boolean look(String part, Map<String, Long> progress, Instant now, List<Change> changes) {
        Seen before = seen.get(part);
        if (before == null) {
            return false;
        }
        Long number = progress.get(part);
        if (number != null && number != before.progress) {
            before.progress = number;
            if (before.stopped) {
                changes.add(new Change(part, false, before.movedAt));
            }
            before.stopped = false;
            before.movedAt = now;
        } else if (!before.stopped && before.movedAt.plus(patience).isBefore(now)) {
            before.stopped = true;
            changes.add(new Change(part, true, before.movedAt));
        }
        return before.stopped;
    }
}

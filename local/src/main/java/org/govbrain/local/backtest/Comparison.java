package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What another policy, or other data, would have meant: the breaches of two backtests side by side. A breach that was
 * withdrawn is none. Both folders are read once for the counts and again for each look at the changes, since there may be as
 * many of these as there are cases.
 */
final class Comparison {
    private final Path before;
    private final Path after;
    private final Map<Owner, Tally> tally = new TreeMap<>();

    private Comparison(Path before, Path after) {
        this.before = before;
        this.after = after;
    }

    /** What became of one breach. */
    enum Kind {
        SAME,
        GAINED,
        LOST,
        /** It is there in both, with another deadline or another end. */
        MOVED
    }

    /**
     * Who had to act at the deadline, and by which clock.
     *
     * @param id {@code owner_id} of the breach; empty when it names nobody
     */
    record Owner(String clock, String id) implements Comparable<Owner> {
        @Override
        public int compareTo(Owner other) {
            int byClock = clock.compareTo(other.clock);
            return byClock == 0 ? id.compareTo(other.id) : byClock;
        }
    }

    /** One breach that is not the same; {@code before} or {@code after} is null where there is none. */
    record Change(
            String breachId,
            String caseId,
            Owner owner,
            Kind kind,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Told of each change. */
    @FunctionalInterface
    interface ChangeReader {
        void read(Change change) throws IOException;
    }

    /** Counts of one owner. */
    record Tally(int same, int gained, int lost, int moved) {
        private static final Tally NONE = new Tally(0, 0, 0, 0);

        Tally and(Kind kind) {
            return switch (kind) {
                case SAME -> new Tally(same + 1, gained, lost, moved);
                case GAINED -> new Tally(same, gained + 1, lost, moved);
                case LOST -> new Tally(same, gained, lost + 1, moved);
                case MOVED -> new Tally(same, gained, lost, moved + 1);
            };
        }

        Tally and(Tally other) {
            return new Tally(same + other.same, gained + other.gained, lost + other.lost, moved + other.moved);
        }

        int changed() {
            return gained + lost + moved;
        }
    }

    /** Compares the documents of two folders. */
    static Comparison of(Path before, Path after) throws IOException {
        Comparison comparison = new Comparison(before, after);
        comparison.each(change -> comparison.tally.merge(change.owner(), Tally.NONE.and(change.kind()), Tally::and));
        return comparison;
    }

    /** How many of each kind, by clock and owner. */
    Map<Owner, Tally> tally() {
        return tally;
    }

    /** Everything together. */
    Tally total() {
        return tally.values().stream().reduce(Tally.NONE, Tally::and);
    }

    /** Those that are not the same, by id. */
    void changes(ChangeReader reader) throws IOException {
        each(change -> {
            if (change.kind() != Kind.SAME) {
                reader.read(change);
            }
        });
    }

    /** Both files are in the order of ids, so they are walked side by side. */
    private void each(ChangeReader reader) throws IOException {
        try (BreachFile was = new BreachFile(before);
                BreachFile is = new BreachFile(after)) {
            while (was.id() != null || is.id() != null) {
                String id = first(was.id(), is.id());
                JsonNode one = was.take(id);
                JsonNode other = is.take(id);
                reader.read(change(id, one, other));
            }
        }
    }

    private static String first(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return String.valueOf(one == null ? other : one);
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    private Change change(String id, @Nullable JsonNode one, @Nullable JsonNode other) {
        JsonNode breach = other == null ? one : other;
        String caseId = breach == null ? "" : breach.path("case_id").asText();
        String clock = breach == null ? "" : breach.path("clock").asText();
        String owner = breach == null ? "" : breach.path("owner_id").asText();
        return new Change(id, caseId, new Owner(clock, owner), kind(one, other), one, other);
    }

    private static Kind kind(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            return before == null ? Kind.GAINED : Kind.LOST;
        }
        boolean same = before.path("due_at").equals(after.path("due_at"))
                && before.path("stopped_at").equals(after.path("stopped_at"))
                && before.path("state").equals(after.path("state"));
        return same ? Kind.SAME : Kind.MOVED;
    }
}

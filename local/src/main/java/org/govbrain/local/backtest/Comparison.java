package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What another policy, or other data, would have meant: the breaches of two backtests side by side. A breach that was
 * withdrawn is none.
 *
 * @param changes those that are not the same, by id
 * @param tally how many of each kind, by clock and department
 */
record Comparison(List<Change> changes, Map<Owner, Tally> tally) {

    /** What became of one breach. */
    enum Kind {
        SAME,
        GAINED,
        LOST,
        /** It is there in both, with another deadline or another end. */
        MOVED
    }

    /**
     * Who is blamed for a breach: the department of the clock, else the one that has the case.
     *
     * @param department empty when nobody is
     */
    record Owner(String clock, String department) implements Comparable<Owner> {
        @Override
        public int compareTo(Owner other) {
            int byClock = clock.compareTo(other.clock);
            return byClock == 0 ? department.compareTo(other.department) : byClock;
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
    }

    Comparison {
        changes = List.copyOf(changes);
    }

    /** Compares the documents of two folders. */
    static Comparison of(Path before, Path after) throws IOException {
        Map<String, JsonNode> was = breaches(before);
        Map<String, JsonNode> is = breaches(after);
        Map<String, String> departments = departments(before);
        departments.putAll(departments(after));
        TreeSet<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(is.keySet());
        List<Change> changes = new ArrayList<>();
        Map<Owner, Tally> tally = new TreeMap<>();
        for (String id : ids) {
            JsonNode one = was.get(id);
            JsonNode other = is.get(id);
            JsonNode breach = other == null ? one : other;
            if (breach != null) {
                String caseId = breach.path("case_id").asText();
                String department = breach.path("department_id").asText(departments.getOrDefault(caseId, ""));
                Owner owner = new Owner(breach.path("clock").asText(), department);
                Kind kind = kind(one, other);
                tally.merge(owner, Tally.NONE.and(kind), Tally::and);
                if (kind != Kind.SAME) {
                    changes.add(new Change(id, caseId, owner, kind, one, other));
                }
            }
        }
        return new Comparison(changes, tally);
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

    private static Map<String, JsonNode> breaches(Path folder) throws IOException {
        Map<String, JsonNode> breaches = new HashMap<>();
        for (JsonNode breach : Documents.read(folder.resolve("breaches.ndjson"))) {
            if (!breach.path("state").asText().equals("withdrawn")) {
                breaches.put(breach.path("breach_id").asText(), breach);
            }
        }
        return breaches;
    }

    /** The department that has each case. */
    private static Map<String, String> departments(Path folder) throws IOException {
        Map<String, String> departments = new HashMap<>();
        for (JsonNode document : Documents.read(folder.resolve("cases.ndjson"))) {
            departments.put(
                    document.path("case_id").asText(),
                    document.path("department_id").asText(""));
        }
        return departments;
    }

    /** Everything together. */
    Tally total() {
        return tally.values().stream().reduce(Tally.NONE, Tally::and);
    }
}

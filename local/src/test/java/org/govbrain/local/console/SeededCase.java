package org.govbrain.local.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The life of one seeded case: its steps, its clocks and its breaches, as far as they are known at an instant. */
final class SeededCase {
    private final Random random;
    private final Instant asOf;

    SeededCase(Random random, Instant asOf) {
        this.random = random;
        this.asOf = asOf;
    }

    /** Fills a case document and adds the breaches of the case. */
    void fill(ObjectNode matter, Instant opened, List<ObjectNode> breaches) {
        boolean urgent = random.nextInt(5) == 0;
        Instant accepted = later(opened, 5, 12);
        Instant assigned = later(accepted, 2.2, 6);
        Instant arrived = urgent ? later(assigned, 11, 30) : null;
        Instant closed = later(assigned, urgent ? 90 : 1300, 6000);
        boolean done = known(closed);
        matter.put("@timestamp", opened.toString()).put("opened_at", opened.toString());
        matter.put("revision", 1).put("cycle", 1).put("reopened", 0).put("events", 5);
        matter.put("returned", random.nextInt(12) == 0 ? 1 : 0).put("supervised", random.nextInt(20) == 0 ? 1 : 0);
        matter.put("origin", urgent ? "linkage110" : random.nextBoolean() ? "patrol" : "platform");
        matter.put("urgency", urgent ? "urgent" : "routine").put("open", !done);
        putKnown(matter, "accepted_at", accepted);
        putKnown(matter, "assigned_at", assigned);
        putKnown(matter, "arrived_at", arrived);
        putKnown(matter, "closed_at", closed);
        matter.put(
                "stage",
                done
                        ? "closed"
                        : known(arrived)
                                ? "on_scene"
                                : known(assigned) ? "assigned" : known(accepted) ? "accepted" : "reported");
        matter.put("last_event_at", asOf.minusSeconds(5).toString()).put("policy_version", "default-1");
        if (done && random.nextInt(3) == 0) {
            matter.put("satisfaction", random.nextInt(8) == 0 ? "dissatisfied" : "satisfied");
        }
        if (!known(assigned)) {
            matter.remove("department_id");
        }
        matter.put("light", "green");
        clock(matter, "accept", opened, 10, accepted, breaches);
        if (known(accepted)) {
            clock(matter, "assign", accepted, 5, assigned, breaches);
        }
        if (known(assigned)) {
            if (arrived != null) {
                clock(matter, "on-scene", assigned, 20, arrived, breaches);
            }
            clock(matter, "close", assigned, urgent ? 240 : 2880, closed, breaches);
        }
    }

    /** What a filled case adds to the indicators, in the hour in which it was opened. */
    static ObjectNode indicators(ObjectNode matter) {
        ObjectNode hour = JsonNodeFactory.instance.objectNode();
        for (String field :
                List.of("grid_id", "grid_name", "community_id", "community_name", "platform", "department_id")) {
            if (matter.has(field)) {
                hour.set(field, matter.get(field));
            }
        }
        hour.put("indicator_id", "I" + matter.get("case_id").asText());
        hour.put(
                "@timestamp",
                Instant.parse(matter.get("opened_at").asText())
                        .truncatedTo(ChronoUnit.HOURS)
                        .toString());
        boolean returned = matter.get("returned").asInt() > 0;
        boolean asked = matter.has("satisfaction");
        hour.put("reported", 1);
        pair(hour, "supervision", true, matter.get("supervised").asInt() > 0);
        pair(hour, "return", returned || matter.has("assigned_at"), returned);
        pair(hour, "satisfaction", asked, matter.path("satisfaction").asText().equals("satisfied"));
        pair(hour, "rework", matter.has("closed_at"), false);
        for (String clock : List.of("accept", "assign", "on_scene", "close")) {
            String state = matter.path(clock + "_state").asText();
            pair(hour, clock, state.equals("met") || state.equals("breached"), state.equals("met"));
        }
        return hour;
    }

    private static void pair(ObjectNode hour, String rate, boolean counts, boolean met) {
        hour.put(rate + "_numerator", counts && met ? 1 : 0).put(rate + "_denominator", counts ? 1 : 0);
    }

    private void clock(
            ObjectNode matter, String clock, Instant start, int goalMinutes, Instant stop, List<ObjectNode> breaches) {
        Instant due = start.plus(Duration.ofMinutes(goalMinutes));
        boolean stopped = known(stop);
        boolean late = stopped ? stop.isAfter(due) : !due.isAfter(asOf);
        boolean near = asOf.isAfter(start.plus(Duration.ofSeconds(goalMinutes * 48L)));
        String state = late ? "breached" : stopped ? "met" : near ? "warned" : "running";
        String flat = clock.replace('-', '_');
        matter.put(flat + "_state", state).put(flat + "_due_at", due.toString());
        matter.put(
                flat + "_seconds",
                Duration.between(start, stopped ? stop : asOf).toSeconds() * 1.0);
        if (!stopped && !late) {
            if (!matter.has("next_due_at")
                    || due.isBefore(Instant.parse(matter.get("next_due_at").asText()))) {
                matter.put("next_clock", clock).put("next_due_at", due.toString());
            }
            if (near && matter.get("light").asText().equals("green")) {
                matter.put("light", "yellow");
            }
        }
        if (late) {
            if (!stopped) {
                matter.put("light", "red");
            }
            breaches.add(breach(matter, clock, start, due, stopped ? stop : null));
        }
        ObjectNode entry = matter.withArray("clocks").addObject();
        entry.put("clock", clock).put("cycle", 1).put("state", state).put("started_at", start.toString());
        entry.put("due_at", due.toString());
        putKnown(entry, "stopped_at", stop);
    }

    private ObjectNode breach(ObjectNode matter, String clock, Instant start, Instant due, @Nullable Instant stop) {
        ObjectNode breach = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "case_id",
                "grid_id",
                "grid_name",
                "community_id",
                "community_name",
                "platform",
                "category_group",
                "urgency",
                "department_id")) {
            if (matter.has(field)) {
                breach.set(field, matter.get(field));
            }
        }
        if (!clock.equals("on-scene")) {
            // Only a clock that each department has names one.
            breach.remove("department_id");
        }
        breach.put("breach_id", clock + "|" + matter.get("case_id").asText() + "|1|")
                .put("revision", 1);
        breach.put("@timestamp", due.toString()).put("due_at", due.toString()).put("started_at", start.toString());
        breach.put("clock", clock).put("cycle", 1).put("policy_version", "default-1");
        breach.put("owner_id", matter.path("department_id").asText("command-room"));
        breach.put("severity", clock.equals("on-scene") ? "critical" : "major");
        breach.put("state", stop == null ? "open" : "resolved");
        if (stop != null) {
            breach.put("stopped_at", stop.toString());
            breach.put("late_seconds", Duration.between(due, stop).toSeconds() * 1.0);
        }
        int number = Integer.parseInt(matter.get("case_id").asText().substring(1));
        if (stop == null && number % 5 == 0) {
            breach.put("unconfirmed", "feed silent");
        }
        breach.putArray("explain").add("started by RECEIVED").add("due after the goal of " + clock);
        breach.putArray("explain_zh").add("由接警开始计时").add("到期未完成");
        return breach;
    }

    private Instant later(Instant from, double meanMinutes, double mostMinutes) {
        double minutes = Math.min(mostMinutes, -Math.log(1 - random.nextDouble()) * meanMinutes);
        return from.plusSeconds((long) (minutes * 60) + 1);
    }

    private boolean known(@Nullable Instant when) {
        return when != null && !when.isAfter(asOf);
    }

    private void putKnown(ObjectNode to, String field, @Nullable Instant when) {
        if (when != null && known(when)) {
            to.put(field, when.toString());
        }
    }
}

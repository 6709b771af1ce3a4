package org.govbrain.engine.situation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.engine.input.Inbound;
import org.jspecify.annotations.Nullable;

/** Random lives of cases that touch each other: late and contradicting origins, reopenings, moves, links, ids used twice. */
final class Lives {
    private static final EventKind[] STEPS = {
        EventKind.ACCEPTED, EventKind.ASSIGNED, EventKind.ARRIVED, EventKind.FEEDBACK, EventKind.SUSPENDED,
        EventKind.RESUMED, EventKind.SUPERVISED, EventKind.RETURNED, EventKind.REJECTED, EventKind.CLOSED,
        EventKind.REOPENED, EventKind.CANCELLED, EventKind.ACCEPTED, EventKind.REPORTED
    };

    private final Random random;
    private final List<GovernanceEvent> events = new ArrayList<>();

    private Lives(long seed) {
        random = new Random(seed);
    }

    static List<GovernanceEvent> of(long seed, int cases) {
        Lives lives = new Lives(seed);
        for (int i = 0; i < cases; i++) {
            lives.live(i, cases);
        }
        return lives.events;
    }

    /** In another order, some of them twice, and heard whenever. */
    static List<Inbound> disturbed(List<GovernanceEvent> events, long seed) {
        Random random = new Random(seed);
        List<GovernanceEvent> all = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(4) == 0).forEach(all::add);
        Collections.shuffle(all, random);
        return all.stream()
                .map(event -> Inbound.of(event, event.occurredAt().plusSeconds(random.nextInt(100_000))))
                .toList();
    }

    private void live(int i, int cases) {
        double minute = random.nextInt(200);
        String incident = "I" + i;
        boolean isFinding = random.nextInt(4) == 0;
        if (isFinding) {
            incident = "F" + i;
            add(EventBuilder.patrol(incident, EventKind.FINDING, minute).urgency(urgency()));
            if (random.nextInt(4) == 0) {
                add(EventBuilder.patrol(incident, EventKind.RESOLVED_ON_SITE, minute + random.nextInt(40)));
            }
        } else {
            add(EventBuilder.incident(incident, EventKind.RECEIVED, minute).urgency(urgency()));
            add(EventBuilder.incident(incident, EventKind.DISPATCHED, minute + random.nextInt(5))
                    .department("D" + random.nextInt(3))
                    .urgency(urgency()));
            if (random.nextBoolean()) {
                add(EventBuilder.incident(incident, EventKind.CLOSED, minute + random.nextInt(60))
                        .urgency(Urgency.ROUTINE));
            }
        }
        for (int platform = random.nextInt(3); platform > 0; platform--) {
            String id = "P" + i + "-" + platform;
            boolean named = random.nextBoolean();
            platformCase(id, minute + random.nextInt(20), named ? incident : null, cases);
        }
    }

    /** Of those that have an origin, every third event names it, and a few name a wrong one. */
    private void platformCase(String id, double from, @Nullable String origin, int cases) {
        double minute = from;
        int steps = 1 + random.nextInt(8);
        for (int step = 0; step < steps; step++) {
            EventKind kind = step == 0 ? EventKind.REPORTED : STEPS[random.nextInt(STEPS.length)];
            EventBuilder event = EventBuilder.platform(id, kind, minute).urgency(platformUrgency());
            if (origin != null && random.nextInt(3) == 0) {
                String named = random.nextInt(5) == 0 ? "I" + random.nextInt(cases) : origin;
                event.from(named.startsWith("F") ? Stream.PATROL : Stream.LINKAGE110, named);
            }
            if (random.nextInt(3) == 0) {
                event.department("D" + random.nextInt(3));
            }
            if (random.nextInt(4) == 0) {
                event.due(minute + random.nextInt(100));
            }
            event.system("platform-" + id.charAt(id.length() - 1)).id(id.substring(1) + "/" + step);
            add(event);
            if (random.nextInt(20) == 0) {
                // The source says the same thing again, and differently.
                add(event.due(minute + 7));
            }
            minute += random.nextInt(4) * random.nextInt(12);
        }
    }

    private void add(EventBuilder event) {
        if (random.nextBoolean()) {
            event.grid("G" + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            event.place(116.3 + random.nextInt(4) * 0.001, 39.9);
        }
        events.add(event.build());
    }

    private Urgency urgency() {
        return random.nextInt(3) == 0 ? Urgency.URGENT : Urgency.ROUTINE;
    }

    private Urgency platformUrgency() {
        return random.nextInt(6) == 0 ? Urgency.URGENT : Urgency.ROUTINE;
    }
}

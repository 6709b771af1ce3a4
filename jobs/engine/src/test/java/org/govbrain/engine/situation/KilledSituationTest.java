package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.govbrain.engine.follow.Partitions;
import org.govbrain.engine.situation.WiredRun.Said;

/**
 * A job is killed at any moment and goes on from an earlier checkpoint, and then reads its partitions in another interleaving: all
 * that was ever said, reduced by the highest revision as the index does it, is what a job says that was never killed.
 */
class KilledSituationTest {
    private static final int LIVES = 4;
    private static final int SHORT_CASES = 12;
    private static final int PARTITIONS = 3;
    private static final int LATE_MS = (int) Duration.ofMinutes(40).toMillis();
    private static final Instant END = Events.at(5_000);

    /** When the broker took what the killed run heard; the rest came long after the second run had begun. */
    private static final Instant BEFORE = Events.at(4_000);

    private static final Instant RESTARTED = BEFORE.plusSeconds(10);
    private static final Instant AFTER = BEFORE.plus(Duration.ofHours(1));

    @Property(tries = 40, seed = "20261126")
    void ends_as_if_it_had_never_been_killed(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Partitions<GovernanceEvent> all =
                Partitions.deal(events(seed, random), GovernanceEvent::occurredAt, PARTITIONS, LATE_MS, random);
        Map<String, String> killed = killed(all.copy(), random).documents();
        Map<String, String> undisturbed = undisturbed(all.copy(), random).documents();
        assertThat(differences(killed, undisturbed)).as("seed %s", seed).isEmpty();
        assertThat(undisturbed).as("something to compare").isNotEmpty();
    }

    /** Any lives, and some of which it matters in which order their few events are heard. */
    private static List<GovernanceEvent> events(long seed, Random random) {
        List<GovernanceEvent> events = new ArrayList<>(Lives.of(seed, LIVES));
        for (int i = 0; i < SHORT_CASES; i++) {
            double minute = random.nextInt(60);
            String incident = "J" + i;
            events.add(EventBuilder.incident(incident, EventKind.RECEIVED, minute)
                    .urgency(Urgency.ROUTINE)
                    .grid("G" + random.nextInt(4))
                    .build());
            for (EventKind kind : List.of(EventKind.REPORTED, EventKind.ACCEPTED, EventKind.ASSIGNED)) {
                minute += random.nextInt(6);
                events.add(EventBuilder.platform("Q" + i, kind, minute)
                        .fromIncident(random.nextBoolean() ? incident : null)
                        .grid("G" + random.nextInt(4))
                        .build());
            }
        }
        return events;
    }

    private static List<String> differences(Map<String, String> killed, Map<String, String> undisturbed) {
        Set<String> ids = new TreeSet<>(killed.keySet());
        ids.addAll(undisturbed.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(killed.get(id), undisturbed.get(id)))
                .map(id -> id + "\n  " + killed.get(id) + "\ninstead of\n  " + undisturbed.get(id))
                .toList();
    }

    private static Said undisturbed(Partitions<GovernanceEvent> events, Random random) throws Exception {
        try (WiredRun run = new WiredRun(BEFORE, null)) {
            while (events.left() > 0) {
                run.hear(events.next(random), BEFORE);
                run.passTo(events.eventTime());
            }
            run.passTo(END);
            return run.said();
        }
    }

    private static Said killed(Partitions<GovernanceEvent> events, Random random) throws Exception {
        int total = events.left();
        int killedAt = 1 + random.nextInt(total);
        int checkpointAt = Math.max(0, killedAt - 1 - random.nextInt(total / 2));
        Set<GovernanceEvent> heard = new HashSet<>();
        Said everything = new Said();
        List<Object> lastWords;
        WiredRun.Checkpoint checkpoint;
        Partitions<GovernanceEvent> since;
        try (WiredRun run = new WiredRun(BEFORE, null)) {
            hear(run, events, total - checkpointAt, heard, random);
            checkpoint = run.checkpoint();
            since = events.copy();
            int before = run.said().words.size();
            hear(run, events, total - killedAt, heard, random);
            everything.words.addAll(run.said().words);
            lastWords = new ArrayList<>(
                    run.said().words.subList(before, run.said().words.size()));
        }
        try (WiredRun run = new WiredRun(RESTARTED, checkpoint)) {
            while (since.left() > 0) {
                while (!lastWords.isEmpty() && random.nextInt(3) == 0) {
                    run.hearAgain(lastWords.remove(0), BEFORE);
                }
                GovernanceEvent event = since.next(random);
                run.hear(event, heard.contains(event) ? BEFORE : AFTER);
                run.passTo(since.eventTime());
            }
            for (Object word : lastWords) {
                run.hearAgain(word, BEFORE);
            }
            run.passTo(END);
            everything.words.addAll(run.said().words);
        }
        return everything;
    }

    private static void hear(
            WiredRun run, Partitions<GovernanceEvent> events, int left, Set<GovernanceEvent> heard, Random random)
            throws Exception {
        while (events.left() > left) {
            GovernanceEvent event = events.next(random);
            heard.add(event);
            run.hear(event, BEFORE);
            run.passTo(events.eventTime());
        }
    }
}

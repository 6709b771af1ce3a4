package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.Partitions;
import org.govbrain.engine.follow.SituationSettings;
import org.jspecify.annotations.Nullable;

/** The same of the cadence of a grid as {@code KilledSituationTest} says of cases: six hours without a patrol are too long. */
class KilledCadenceTest {
    private static final Instant EIGHT = Instant.parse("2026-03-04T00:00:00Z");
    private static final Instant END = EIGHT.plus(Duration.ofDays(20));
    private static final int LATE_MS = (int) Duration.ofHours(9).toMillis();

    @Property(tries = 100, seed = "20261126")
    void ends_as_if_it_had_never_been_killed(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Partitions<PatrolInput> all = Partitions.deal(steps(random), PatrolInput::at, 3, LATE_MS, random);
        assertThat(documents(killed(all.copy(), random)))
                .as("seed %s", seed)
                .isEqualTo(documents(undisturbed(all.copy(), random)));
    }

    /** Some within one minute, some on the full hour, at which a watch may begin. */
    private static List<PatrolInput> steps(Random random) {
        List<PatrolInput> steps = new ArrayList<>();
        Instant at = EIGHT;
        for (int i = 0; i < 25; i++) {
            steps.add(PatrolInput.steps("G1", at, EventKind.VISIT, List.of()));
            at = at.plus(Duration.ofMinutes(30L * random.nextInt(20))).plusSeconds(random.nextInt(3) * 20L);
        }
        for (int hour : new int[] {0, 2, 3}) {
            steps.add(PatrolInput.since("G1", EIGHT.plus(Duration.ofHours(hour))));
        }
        return steps;
    }

    private static List<SaidBreach> undisturbed(Partitions<PatrolInput> steps, Random random) throws Exception {
        try (OperatorRun<PatrolInput, SaidBreach> run = run(null)) {
            hear(run, steps, 0, random);
            run.passTo(END);
            return run.said();
        }
    }

    private static List<SaidBreach> killed(Partitions<PatrolInput> steps, Random random) throws Exception {
        int total = steps.left();
        int checkpointAt = random.nextInt(total);
        int killedAt = checkpointAt + random.nextInt(total - checkpointAt);
        List<SaidBreach> said = new ArrayList<>();
        List<SaidBreach> lastWords;
        OperatorSubtaskState checkpoint;
        Partitions<PatrolInput> since;
        try (OperatorRun<PatrolInput, SaidBreach> run = run(null)) {
            hear(run, steps, total - checkpointAt, random);
            said.addAll(run.said());
            checkpoint = run.checkpoint();
            since = steps.copy();
            hear(run, steps, total - killedAt, random);
            lastWords = new ArrayList<>(run.said());
            said.addAll(lastWords);
            lastWords.removeIf(word -> word.breach().state() == BreachState.WITHDRAWN);
        }
        try (OperatorRun<PatrolInput, SaidBreach> run = run(checkpoint)) {
            while (since.left() > 0) {
                while (!lastWords.isEmpty() && random.nextInt(3) == 0) {
                    run.hear(PatrolInput.said(lastWords.remove(0).breach()));
                }
                hear(run, since, since.left() - 1, random);
            }
            for (SaidBreach word : lastWords) {
                run.hear(PatrolInput.said(word.breach()));
            }
            run.passTo(END);
            said.addAll(run.said());
        }
        return said;
    }

    private static OperatorRun<PatrolInput, SaidBreach> run(@Nullable OperatorSubtaskState checkpoint)
            throws Exception {
        SituationSettings settings = SituationSettings.live(PatrolCadenceFunctionTest.CITY, Duration.ofDays(300));
        return new OperatorRun<>(() -> new PatrolCadenceFunction(settings), PatrolInput::gridId, checkpoint);
    }

    private static void hear(
            OperatorRun<PatrolInput, SaidBreach> run, Partitions<PatrolInput> steps, int left, Random random)
            throws Exception {
        while (steps.left() > left) {
            run.hear(steps.next(random));
            run.passTo(steps.eventTime());
        }
    }

    private static Map<String, String> documents(List<SaidBreach> said) {
        Map<String, SaidBreach> newest = new TreeMap<>();
        for (SaidBreach each : said) {
            newest.merge(
                    each.breach().breachId(),
                    each,
                    (known, news) -> news.documentRevision() > known.documentRevision() ? news : known);
        }
        Map<String, String> documents = new TreeMap<>();
        newest.forEach((id, each) -> {
            if (each.breach().state() != BreachState.WITHDRAWN) {
                documents.put(id, new BreachMapper().toDocument(each).toString());
            }
        });
        return documents;
    }
}

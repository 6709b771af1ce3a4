package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;

/** At every moment of event time the gaps between patrols are those of what had happened by then, whatever is known already. */
class SkewedCadenceTest {
    private static final Instant EIGHT = Instant.parse("2026-03-04T00:00:00Z");

    @Property(tries = 30, seed = "20261127")
    void gapsAreTheSameAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Skew<PatrolInput> skew =
                new Skew<>(patrols(random), Skew.each(Duration.ofMinutes(97), EIGHT, EIGHT.plus(Duration.ofDays(14))));
        Duration retention = Duration.ofDays(random.nextBoolean() ? 2 : 300);
        try (var one = run(retention);
                var other = run(retention)) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedCadenceTest::take);
            Duration ahead = Duration.ofMinutes(1 + random.nextInt(7 * 24 * 60));
            assertThat(skew.difference(
                            inOrder, skew.skewed(other, SkewedCadenceTest::take, ahead, random.nextInt(3), random)))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEmpty();
        }
    }

    /** Each channel says first since when there are events in it; what it gathers comes together. */
    private static List<Heard<PatrolInput>> patrols(Random random) {
        List<Heard<PatrolInput>> heard = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            Instant at = EIGHT.plus(Duration.ofMinutes(random.nextInt(2_000)));
            heard.add(new Heard<>(at, channel, PatrolInput.since("G1", at.truncatedTo(ChronoUnit.HOURS))));
            for (int i = 0; i < 10; i++) {
                heard.add(new Heard<>(at, channel, PatrolInput.steps("G1", at, EventKind.VISIT, List.of())));
                at = at.plus(Duration.ofMinutes(20L * random.nextInt(100))).plusSeconds(random.nextInt(3) * 20L);
            }
        }
        return heard;
    }

    private static KeyedRun<String, PatrolInput, SaidBreach> run(Duration retention) throws Exception {
        SituationSettings settings = SituationSettings.live(PatrolCadenceFunctionTest.CITY, retention);
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)),
                PatrolInput::gridId,
                Types.STRING,
                null);
    }

    private static void take(KeyedRun<String, PatrolInput, SaidBreach> run, Map<String, Document> standing) {
        for (SaidBreach each : run.said()) {
            Document.write(
                    standing,
                    each.breach().breachId(),
                    each.documentRevision(),
                    each.breach().state() == BreachState.WITHDRAWN ? "" : new BreachMapper().toDocument(each));
        }
    }
}

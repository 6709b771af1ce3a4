package org.govbrain.engine.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridFact.Kind;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.Light;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;

/**
 * A grid shows its cases as they have been said, at once, also if that is ahead of its own event time; but days are those of its
 * own: at every moment the document that stands counts the cases of that day, however many of other days are known.
 */
class SkewedGridsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS = 5;
    private static final List<Light> LIGHTS = List.of(Light.values());

    @Property(tries = 30, seed = "20261127")
    void daysAreThoseOfEventTime(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Instant> looks = Skew.each(Duration.ofMinutes(131), at(-0.5), at((DAYS + 6) * 1_440));
        Skew<GridFact> skew = new Skew<>(facts(random), looks);
        Duration ahead = Duration.ofMinutes(1 + random.nextInt(3 * 1_440));
        try (var one = grids();
                var other = grids()) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, new Shown());
            Shown shown = new Shown();
            Map<Instant, Map<String, Document>> skewed = skew.skewed(other, shown, ahead, random.nextInt(3), random);
            skewed.forEach((look, standing) -> {
                Document expected = standing.remove("expected");
                assertThat(standing.values())
                        .extracting(Document::text)
                        .as("seed %s, %s ahead, at %s", seed, ahead, look)
                        .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.text()));
            });
            Skew.at(skew.end(), inOrder).remove("expected");
            assertThat(Skew.at(skew.end(), skewed)).as("in the end").isEqualTo(Skew.at(skew.end(), inOrder));
        }
    }

    private static List<Heard<GridFact>> facts(Random random) {
        List<Heard<GridFact>> facts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double minute = random.nextInt(DAYS * 1_440);
            long openedDay = dayOf(at(minute));
            int channel = random.nextInt(3);
            for (int step = 0; step < 4; step++) {
                boolean left = random.nextInt(6) == 0;
                Light light = LIGHTS.get(random.nextInt(LIGHTS.size()));
                facts.add(new Heard<>(
                        at(minute),
                        channel,
                        left
                                ? new GridFact(
                                        "G1", Kind.CASE_LEFT, "P" + i, Light.GREEN, false, 0, 1 << 16, at(minute), null)
                                : new GridFact(
                                        "G1",
                                        Kind.CASE,
                                        "P" + i,
                                        light,
                                        step < 3,
                                        openedDay,
                                        1 << 16,
                                        at(minute),
                                        null)));
                minute += random.nextInt(900);
            }
        }
        for (int i = 0; i < 6; i++) {
            Instant patrolled = at(random.nextInt(DAYS * 1_440));
            facts.add(new Heard<>(patrolled, 3, GridFact.patrolled("G1", patrolled)));
        }
        return facts;
    }

    /** What the grid shows, and what it should by what was heard of each case. */
    private static final class Shown implements Skew.Index<KeyedRun<String, GridFact, GridSituation>, GridFact> {
        private final Map<String, GridFact> newest = new TreeMap<>();
        private @Nullable Instant patrolledAt;

        @Override
        public void hear(GridFact fact) {
            if (fact.kind() != Kind.PATROLLED) {
                newest.put(fact.caseId(), fact);
            } else if (patrolledAt == null || fact.at().isAfter(patrolledAt)) {
                patrolledAt = fact.at();
            }
        }

        @Override
        public void take(KeyedRun<String, GridFact, GridSituation> run, Map<String, Document> standing) {
            for (GridSituation each : run.said()) {
                Document.write(
                        standing,
                        each.gridId(),
                        each.revision(),
                        text(
                                each.openCases(),
                                each.overdueCases(),
                                each.warnedCases(),
                                each.casesToday(),
                                each.lastPatrolAt()));
            }
        }

        @Override
        public void look(Instant at, Map<String, Document> standing) {
            if (newest.isEmpty() && patrolledAt == null) {
                return;
            }
            List<GridFact> here = newest.values().stream()
                    .filter(fact -> fact.kind() == Kind.CASE)
                    .toList();
            List<GridFact> open = here.stream().filter(GridFact::open).toList();
            long today =
                    here.stream().filter(fact -> fact.openedDay() == dayOf(at)).count();
            String text = text(open.size(), with(Light.RED, open), with(Light.YELLOW, open), today, patrolledAt);
            standing.put("expected", new Document(0, text));
        }

        private static long with(Light light, List<GridFact> facts) {
            return facts.stream().filter(fact -> fact.light() == light).count();
        }

        private static String text(long open, long overdue, long warned, long today, @Nullable Instant patrolledAt) {
            return "%s open, %s overdue, %s warned, %s today, %s".formatted(open, overdue, warned, today, patrolledAt);
        }
    }

    private static long dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE).toEpochDay();
    }

    private static KeyedRun<String, GridFact, GridSituation> grids() throws Exception {
        SituationSettings settings = SituationSettings.live(FixedReferenceSource.of(Map.of()), Duration.ofDays(30));
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new GridFunction(settings)), GridFact::gridId, Types.STRING, null);
    }
}

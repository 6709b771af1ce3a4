package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;

/** At every moment of event time a case is what had happened by then, however far ahead of it the partitions are read. */
class SkewedCasesTest {
    private static final EventKind[] STEPS = {
        EventKind.REPORTED, EventKind.ACCEPTED, EventKind.ASSIGNED, EventKind.ARRIVED, EventKind.FEEDBACK,
        EventKind.SUSPENDED, EventKind.RESUMED, EventKind.CLOSED, EventKind.REOPENED, EventKind.CANCELLED
    };

    private static final ReferenceSource CHANGING = FixedReferenceSource.of(
                    ScriptedReference.bytes(ScriptedReference.policy("one", "keep", "10m")))
            .then(Events.at(80), ScriptedReference.bytes(ScriptedReference.policy("two", "adopt", "5m")))
            .then(Events.at(150), ScriptedReference.bytes(ScriptedReference.policy("three", "keep", "15m")));

    @Property(tries = 12, seed = "20261127")
    void casesAndBreachesAreTheSameAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Skew<CaseInput> skew =
                new Skew<>(events(random), Skew.each(Duration.ofSeconds(450), Events.at(-1.25), Events.at(3_000)));
        ReferenceSource city = random.nextBoolean() ? SituationRun.NO_CITY : CHANGING;
        try (var one = run(city);
                var other = run(city)) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedCasesTest::take);
            Duration ahead = Duration.ofMinutes(1 + random.nextInt(500));
            assertThat(skew.difference(
                            inOrder, skew.skewed(other, SkewedCasesTest::take, ahead, random.nextInt(3), random)))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEmpty();
        }
    }

    private static List<Heard<CaseInput>> events(Random random) {
        List<Heard<CaseInput>> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String incident = "I" + i;
            double minute = random.nextInt(200);
            add(
                    events,
                    random,
                    incident,
                    EventBuilder.incident(incident, EventKind.RECEIVED, minute)
                            .urgency(random.nextBoolean() ? Urgency.URGENT : Urgency.ROUTINE));
            add(
                    events,
                    random,
                    incident,
                    EventBuilder.incident(incident, EventKind.DISPATCHED, minute + random.nextInt(9))
                            .department("D" + random.nextInt(3)));
            for (int step = 0; step < 6; step++) {
                EventBuilder event = EventBuilder.platform("P" + i, STEPS[random.nextInt(STEPS.length)], minute);
                if (random.nextInt(3) == 0) {
                    event.due(minute + random.nextInt(100));
                }
                add(events, random, incident, event.id("P" + i + "-" + step).department("D" + random.nextInt(3)));
                minute += random.nextInt(50);
            }
        }
        return events;
    }

    private static void add(List<Heard<CaseInput>> events, Random random, String incident, EventBuilder builder) {
        var event = builder.grid("G" + random.nextInt(3)).build();
        events.add(new Heard<>(
                event.occurredAt(),
                random.nextInt(4),
                CaseInput.event("linkage110/" + incident, event.occurredAt(), event)));
    }

    private static KeyedRun<String, CaseInput, CaseSituation> run(ReferenceSource city) throws Exception {
        SituationSettings settings = SituationSettings.live(city, Duration.ofDays(30));
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new FoldCaseFunction(settings)),
                CaseInput::caseKey,
                Types.STRING,
                null);
    }

    private static void take(KeyedRun<String, CaseInput, CaseSituation> run, Map<String, Document> standing) {
        for (CaseSituation each : run.said()) {
            Document.write(standing, "case " + each.caseId(), each.revision(), new CaseMapper().toDocument(each));
        }
        for (SaidBreach each : run.said(SituationStreams.BREACHES)) {
            Document.write(
                    standing,
                    "breach " + each.breach().breachId(),
                    each.documentRevision(),
                    each.breach().state() == BreachState.WITHDRAWN ? "" : new BreachMapper().toDocument(each));
        }
        for (HotspotInput each : run.said(SituationStreams.HOTSPOT_INPUTS)) {
            CaseHistory history = Objects.requireNonNull(each.history());
            standing.put("history " + each.gridId() + " " + history.caseId(), new Document(0, history.toString()));
        }
    }
}

package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;
import org.govbrain.engine.input.HeardEvent;

/**
 * What belongs together is joined as soon as both are heard, so what is ahead of event time may be joined earlier: but nothing
 * later, and in the end all the same, also when the state of what is long over has left meanwhile.
 */
class SkewedJoinsTest {
    private static final SituationSettings SETTINGS = SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(2));
    private static final int MINUTES = 10 * 24 * 60;
    private static final List<Instant> LOOKS =
            Skew.each(Duration.ofHours(5), Events.at(-0.5), Events.at(MINUTES + 60 * 24 * 30));

    @Property(tries = 12, seed = "20261127")
    void pairsAreLinkedNoLater(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<PlacedCandidate>> candidates = new ArrayList<>();
        PlaceCandidatesFunction places = new PlaceCandidatesFunction(SituationRun.NO_CITY);
        places.open(DefaultOpenContext.INSTANCE);
        for (int i = 0; i < 40; i++) {
            int minute = random.nextInt(MINUTES / 60) * 60 + random.nextInt(20);
            GovernanceEvent event = (random.nextBoolean()
                            ? EventBuilder.incident("I" + i, EventKind.RECEIVED, minute)
                            : EventBuilder.platform("P" + i, EventKind.REPORTED, minute))
                    .place(116.3 + random.nextInt(3) * 0.001, 39.9)
                    .build();
            int channel = random.nextInt(4);
            List<PlacedCandidate> placed = new ArrayList<>();
            places.flatMap(new Opening(event.occurredAt(), event, false), new ListCollector<>(placed));
            placed.forEach(each -> candidates.add(new Heard<>(event.occurredAt(), channel, each)));
        }
        try (var one = links();
                var other = links()) {
            Skew<PlacedCandidate> skew = new Skew<>(candidates, LOOKS);
            noLater(
                    skew.inOrder(one, SkewedJoinsTest::takeLinks),
                    skew.skewed(other, SkewedJoinsTest::takeLinks, ahead(random), random.nextInt(3), random));
        }
    }

    @Property(tries = 12, seed = "20261127")
    void eventsAreWithTheirOriginNoLater(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<HeardEvent>> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double minute = random.nextInt(MINUTES);
            for (int step = 0; step < 5; step++) {
                EventKind kind = step == 0 ? EventKind.REPORTED : step == 3 ? EventKind.CLOSED : EventKind.FEEDBACK;
                GovernanceEvent event = EventBuilder.platform("P" + i, kind, minute)
                        .id("P" + i + "-" + step)
                        .fromIncident(random.nextInt(3) == 0 ? "I" + i : null)
                        .build();
                events.add(
                        new Heard<>(event.occurredAt(), random.nextInt(4), new HeardEvent(event.occurredAt(), event)));
                minute += random.nextInt(600);
            }
        }
        try (var one = traces();
                var other = traces()) {
            Skew<HeardEvent> skew = new Skew<>(events, LOOKS);
            noLater(
                    skew.inOrder(one, SkewedJoinsTest::takeEvents),
                    skew.skewed(other, SkewedJoinsTest::takeEvents, ahead(random), random.nextInt(3), random));
        }
    }

    private static Duration ahead(Random random) {
        return Duration.ofMinutes(1 + random.nextInt(3 * 24 * 60));
    }

    private static void noLater(
            Map<Instant, Map<String, Document>> inOrder, Map<Instant, Map<String, Document>> skewed) {
        inOrder.forEach((look, documents) ->
                assertThat(Skew.at(look, skewed).keySet()).as("at %s", look).containsAll(documents.keySet()));
        Instant end = LOOKS.get(LOOKS.size() - 1);
        assertThat(Skew.at(end, skewed)).as("in the end").isEqualTo(Skew.at(end, inOrder));
    }

    private static OperatorRun<PlacedCandidate, CaseInput> links() throws Exception {
        return new OperatorRun<>(() -> new LinkFunction(SETTINGS), PlacedCandidate::place);
    }

    private static OperatorRun<HeardEvent, CaseInput> traces() throws Exception {
        return new OperatorRun<>(
                () -> new TraceOriginFunction(SETTINGS),
                heard -> String.valueOf(heard.event().subjectId()));
    }

    private static void takeLinks(OperatorRun<PlacedCandidate, CaseInput> run, Map<String, Document> standing) {
        for (CaseInput each : run.said()) {
            Document.write(standing, each.caseKey() + " " + each.link(), 0, "linked");
        }
    }

    /** The case that each event was last sent to, without those that only might have been. */
    private static void takeEvents(OperatorRun<HeardEvent, CaseInput> run, Map<String, Document> standing) {
        for (CaseInput each : run.said()) {
            if (each.event() != null && each.movedCaseId() == null) {
                Document.write(standing, each.event().eventId(), 0, each.caseKey());
            }
        }
    }
}

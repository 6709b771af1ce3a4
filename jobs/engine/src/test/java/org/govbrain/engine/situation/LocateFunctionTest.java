package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Urgency;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.patrol.PatrolInput;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A city of one grid, G1, from 120 to 121 degrees east. */
@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class LocateFunctionTest {
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", """
                {"type": "FeatureCollection", "features": [{"type": "Feature",
                  "properties": {"gridId": "G1", "name": "一网格"},
                  "geometry": {"type": "Polygon",
                    "coordinates": [[[120.0, 30.0], [121.0, 30.0], [121.0, 31.0], [120.0, 31.0], [120.0, 30.0]]]}}]}
                """.getBytes(StandardCharsets.UTF_8)));
    private static final DeadLetter LETTER =
            new DeadLetter("govbrain.patrol", 0, 7, Rejection.INVALID_FIELD, "no kind", null, at(1), "");
    private static final Instant TEN = Events.TEN;

    @Test
    void everyRecordGoesOnOrAsideOrWasASignOfLife() throws Exception {
        try (var locate = open(null)) {
            locate.processElement(Inbound.of(Events.locatedAt("I1", 1, 120.5, 30.5), at(1)), 0);
            locate.processElement(Inbound.of(Events.locatedAt("I2", 1, 125.0, 30.5), at(1)), 0);
            locate.processElement(Inbound.of(LETTER), 0);
            locate.processElement(Inbound.of(new SignOfLife(at(2), null), at(2)), 0);
            assertThat(locate.extractOutputValues())
                    .extracting(heard ->
                            heard.event().subjectId() + " in " + heard.event().gridId() + " heard " + heard.heardAt())
                    .containsExactly("I1 in G1 heard " + at(1), "I2 in null heard " + at(1));
            assertThat(aside(locate, SituationStreams.DEAD_LETTERS)).containsExactly(LETTER);
        }
    }

    @Test
    void aStepOfAPatrolIsADocumentToo() throws Exception {
        try (var locate = open(null)) {
            locate.processElement(Inbound.of(Events.finding("F1", EventKind.FINDING, 1, Urgency.ROUTINE), at(1)), 0);
            locate.processElement(Inbound.of(Events.incident("I1", EventKind.RECEIVED, 1), at(1)), 0);
            assertThat(aside(locate, SituationStreams.PATROLS))
                    .singleElement()
                    .satisfies(step -> assertThat(step.event().subjectId()).isEqualTo("F1"));
        }
    }

    @Test
    void gridsAreToldOfEachEarlierHourAndAgainAfterARestart() throws Exception {
        OperatorSubtaskState stored;
        try (var locate = open(null)) {
            locate.processElement(Inbound.of(Events.incident("I1", EventKind.RECEIVED, 65), at(65)), 0);
            locate.processElement(Inbound.of(Events.incident("I2", EventKind.RECEIVED, 61), at(65)), 0);
            locate.processElement(Inbound.of(Events.incident("I3", EventKind.RECEIVED, 1), at(65)), 0);
            assertThat(aside(locate, SituationStreams.BEGINNINGS))
                    .containsExactly(PatrolInput.since("G1", TEN.plusSeconds(3600)), PatrolInput.since("G1", TEN));
            stored = locate.snapshot(1, 1);
        }
        try (var locate = open(stored)) {
            locate.processElement(Inbound.of(Events.incident("I4", EventKind.RECEIVED, 130), at(130)), 0);
            assertThat(aside(locate, SituationStreams.BEGINNINGS))
                    .as("later than what the grids know, so no news to them")
                    .containsExactly(PatrolInput.since("G1", TEN.plusSeconds(7200)));
        }
    }

    private static <T> List<T> aside(
            OneInputStreamOperatorTestHarness<Inbound, HeardEvent> locate, OutputTag<T> output) {
        return Objects.requireNonNull(locate.getSideOutput(output)).stream()
                .map(record -> record.getValue())
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<Inbound, HeardEvent> open(@Nullable OperatorSubtaskState stored)
            throws Exception {
        OneInputStreamOperatorTestHarness<Inbound, HeardEvent> locate =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new LocateFunction(CITY)));
        locate.setup();
        if (stored != null) {
            locate.initializeState(stored);
        }
        locate.open();
        return locate;
    }
}

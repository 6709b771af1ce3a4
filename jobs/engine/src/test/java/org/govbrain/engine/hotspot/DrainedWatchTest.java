package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.event;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.HotspotState;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/** A live job that is stopped for good: event time jumps to its end. */
class DrainedWatchTest {
    private static final HotspotSettings LIVE = new HotspotSettings(
            FixedReferenceSource.of(Map.of("grids.geojson", row(3).getBytes(StandardCharsets.UTF_8))), Long.MAX_VALUE);

    @Test
    void aDrainedJobTellsWhatItHeardAndEndsNothing() throws Exception {
        try (OperatorRun<HotspotInput, SaidHotspot> watch =
                new OperatorRun<>(() -> new WatchGridFunction(LIVE), HotspotInput::gridId)) {
            watch.hear(heard("A", 1), heard("B", 2), heard("C", 3));
            watch.passToTheEnd();
            assertThat(watch.said()).as("of three cases").singleElement().satisfies(said -> {
                assertThat(said.hotspot().state()).as("state").isEqualTo(HotspotState.ACTIVE);
                assertThat(said.revision()).as("as of the newest event").isEqualTo(day(3).toEpochMilli());
            });
            watch.restart();
            watch.hear(heard("D", 4));
            watch.passTo(day(4.5));
            assertThat(watch.said())
                    .as("a job that goes on from there")
                    .last()
                    .satisfies(said -> assertThat(said.hotspot().finding().caseIds())
                            .as("cases")
                            .containsExactly("A", "B", "C", "D"));
        }
    }

    private static HotspotInput heard(String id, double day) {
        return HotspotInput.of(
                gridId(0),
                HotspotEvents.history(
                        id, List.of(event(Stream.PLATFORM, id, EventKind.REPORTED, day, gridId(0), "B1"))));
    }
}

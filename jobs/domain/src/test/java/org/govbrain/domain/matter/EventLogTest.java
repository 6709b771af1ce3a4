package org.govbrain.domain.matter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.matter.EventLog.Addition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private static GovernanceEvent event(String id, long second, Stream stream, @Nullable String gridId) {
        return new GovernanceEvent(
                id,
                Instant.ofEpochSecond(second),
                stream,
                EventKind.ARRIVED,
                "1",
                null,
                null,
                stream.id(),
                null,
                null,
                null,
                null,
                null,
                gridId,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }

    @Test
    void eachAdditionIsToldApart() {
        List<GovernanceEvent> log = new ArrayList<>();
        List<GovernanceEvent> overruled = new ArrayList<>();
        GovernanceEvent later = event("a", 2, Stream.PLATFORM, null);
        GovernanceEvent earlier = event("a", 1, Stream.PLATFORM, null);
        GovernanceEvent otherStream = event("a", 2, Stream.LINKAGE110, null);
        assertThat(EventLog.add(log, overruled, later)).isEqualTo(Addition.ADDED);
        assertThat(EventLog.add(log, overruled, later)).isEqualTo(Addition.DUPLICATE);
        assertThat(EventLog.add(log, overruled, earlier)).isEqualTo(Addition.CONFLICT);
        assertThat(EventLog.add(log, overruled, later)).as("known already").isEqualTo(Addition.DUPLICATE);
        assertThat(EventLog.add(log, overruled, otherStream)).isEqualTo(Addition.ADDED);
        assertThat(log).containsExactly(earlier, otherStream);
        assertThat(overruled).containsExactly(later);
    }

    @Test
    void aLogThatIsFullTakesNoMoreAndStillKnowsWhatItHas() {
        List<GovernanceEvent> log = new ArrayList<>();
        List<GovernanceEvent> overruled = new ArrayList<>();
        for (int i = 1; i < EventLog.MOST_EVENTS; i++) {
            EventLog.add(log, overruled, event("e" + i, i, Stream.PLATFORM, null));
        }
        assertThat(EventLog.add(log, overruled, event("e1", 0, Stream.PLATFORM, null)))
                .isEqualTo(Addition.CONFLICT);
        List<GovernanceEvent> before = List.copyOf(log);
        assertThat(EventLog.add(log, overruled, event("next", 5, Stream.PLATFORM, null)))
                .isEqualTo(Addition.FULL);
        assertThat(EventLog.add(log, overruled, event("e2", 1, Stream.PLATFORM, null)))
                .isEqualTo(Addition.FULL);
        assertThat(EventLog.add(log, overruled, event("e2", 2, Stream.PLATFORM, null)))
                .isEqualTo(Addition.DUPLICATE);
        assertThat(log).isEqualTo(before);
        assertThat(overruled).hasSize(1);
    }

    @Property(tries = 300, seed = "20261126")
    void anyOrderAndRepetitionGivesTheSameLogAndTheSameOverruled(@ForAll long seed) {
        Random random = new Random(seed);
        List<GovernanceEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Stream stream = random.nextBoolean() ? Stream.PLATFORM : Stream.LINKAGE110;
            events.add(event("e" + random.nextInt(5), random.nextInt(4), stream, "G" + random.nextInt(2)));
        }
        List<GovernanceEvent> log = new ArrayList<>();
        List<GovernanceEvent> overruled = new ArrayList<>();
        events.forEach(event -> EventLog.add(log, overruled, event));
        assertThat(log).isSortedAccordingTo(GovernanceEvent.FOLD_ORDER);
        assertThat(log.size() + overruled.size()).as("nothing is lost").isEqualTo(new HashSet<>(events).size());
        Collections.shuffle(events, random);
        List<GovernanceEvent> again = new ArrayList<>();
        List<GovernanceEvent> overruledAgain = new ArrayList<>();
        events.forEach(event -> EventLog.add(again, overruledAgain, event));
        assertThat(again).isEqualTo(log);
        assertThat(overruledAgain).containsExactlyInAnyOrderElementsOf(overruled);
    }
}

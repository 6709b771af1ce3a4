package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.govbrain.engine.stepped.SharedReference;

/**
 * The whole job as it is drawn for a cluster, with up to four tasks that are not equally far, killed and set up again with more or
 * fewer: in the end its documents are those of a backtest, to every field. Of four partitions some are far ahead, some far behind
 * and one is idle; records are up to 40 minutes late; and what the killed run said last is heard again.
 */
class WholeSituationTest {
    private static final int DAYS = 3;
    static final Instant END = Events.at(DAYS * 1440 + 700.5);
    private static final String INDICATORS = "govbrain-indicators/";
    static final int LATE_MS = (int) Duration.ofMinutes(40).toMillis();

    /** The instant of the look that said so last; how late the last event was. */
    static final Set<String> OF_ARRIVAL = Set.of("govbrain-hotspots/revision", "govbrain-feeds/lag_seconds");

    @Property(tries = 5, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void endsAsABacktestEnds(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        WholeSituation whole = new WholeSituation(events(seed, random), END, new SharedReference("whole", city()));
        Map<String, String> backtest = whole.backtest().documents(OF_ARRIVAL);
        Map<String, String> live = whole.live(random.nextInt(4), LATE_MS, random.nextBoolean(), random)
                .documents(OF_ARRIVAL);
        assertThat(difference(backtest, live)).as("seed %s", seed).isEmpty();
        assertThat(backtest.keySet().stream().map(id -> id.substring(0, id.indexOf('/'))))
                .as("something of each sort to compare")
                .contains(
                        "govbrain-cases",
                        "govbrain-breaches",
                        "govbrain-grids",
                        "govbrain-hotspots",
                        "govbrain-patrols",
                        "govbrain-indicators",
                        "govbrain-feeds");
    }

    /** The tasks that are stepped by hand say what Flink's own say. */
    @Example
    void theBacktestIsThatOfFlink() throws Exception {
        List<GovernanceEvent> events = events(1, new Random(1));
        WholeSituation whole = new WholeSituation(events, END, new SharedReference("flink", city()));
        Map<String, String> stepped = new TreeMap<>();
        whole.backtest().documents(Set.of()).forEach((id, document) -> {
            if (id.startsWith(INDICATORS)) {
                stepped.put(id.substring(INDICATORS.length()), document);
            }
        });
        SituationRun flink = SituationRun.of(
                whole.asOf(),
                events.stream()
                        .sorted(GovernanceEvent.FOLD_ORDER)
                        .map(event -> Inbound.of(event, event.occurredAt()))
                        .toList(),
                1,
                city());
        assertThat(stepped).isEqualTo(flink.indicatorDocuments()).isNotEmpty();
    }

    private static FixedReferenceSource city() {
        Map<String, String> files = new HashMap<>(ScriptedReference.grids("G0", "G1", "G2", "G3"));
        files.put("hotspots.yaml", """
            version: test-1
            repeat: {windowDays: 1, baseDays: 1}
            sequences:
              - id: reopened
                title: {en: reopened, zh: 重开}
                then: {reopened: true}
                withinHours: 24
            daily: {slices: 6, minSlices: 2, minCases: 1, alpha: 0.5}
            scan: {days: 2, maxDays: 1, hours: 24, maxHours: 2, replicas: 19, alpha: 0.5}
            nearRepeat: {days: 1, historyDays: 3}
            """);
        return FixedReferenceSource.of(ScriptedReference.bytes(files));
    }

    static List<GovernanceEvent> events(long seed, Random random) {
        List<GovernanceEvent> events = new ArrayList<>(Lives.of(seed, 20));
        for (int i = 0; i < 40; i++) {
            double minute = random.nextInt(DAYS * 1440);
            String grid = "G" + random.nextInt(4);
            for (EventKind kind :
                    List.of(EventKind.REPORTED, EventKind.ACCEPTED, EventKind.CLOSED, EventKind.REOPENED)) {
                events.add(EventBuilder.platform("H" + i, kind, minute)
                        .grid(grid)
                        .building("B" + random.nextInt(2))
                        .person("O" + random.nextInt(3))
                        .build());
                minute += random.nextInt(400) + 0.01;
            }
            events.add(EventBuilder.patrol("S" + i, EventKind.CHECK_IN, random.nextInt(DAYS * 1440))
                    .grid("G" + random.nextInt(4))
                    .person("O" + random.nextInt(3))
                    .build());
        }
        events.removeIf(event -> event.occurredAt().isAfter(END.minus(Duration.ofHours(3))));
        return events;
    }

    static String difference(Map<String, String> expected, Map<String, String> actual) {
        Set<String> ids = new TreeSet<>(expected.keySet());
        ids.addAll(actual.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(expected.get(id), actual.get(id)))
                .map(id -> id + "\n  " + actual.get(id) + "\ninstead of\n  " + expected.get(id))
                .collect(Collectors.joining("\n"));
    }
}

package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.ScriptedReference;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.junit.jupiter.api.Test;

/** An incident and a report at one building, neither of which has a position, from their lines to where they meet. */
@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class SameBuildingTest {
    private static final String REPORT =
            "{\"eventId\":\"p\",\"occurredAt\":\"2026-03-04T18:05:00+08:00\",\"kind\":\"REPORTED\","
                    + "\"caseId\":\"P1\",\"sourceSystem\":\"urban\",%s}";

    private final ScriptedReference reference =
            new ScriptedReference().publish(Events.at(0), buildings("B1,A区1幢\nB2,A区2幢\nB3,同名\nB4,同名\n"));

    @Test
    void anIncidentStandsInTheBuildingThatItsAddressNames() throws Exception {
        assertThat(buildings(incident("　Ａ区 １幢"), report("\"buildingId\":\"B1\""), report("\"address\":\"A区1幢\"")))
                .as("blanks and width aside")
                .containsExactly("B1", "B1", "B1");
        assertThat(meeting(incident("A区1幢"), report("\"buildingId\":\"B1\""))).containsExactly("uncategorised/b/B1");
    }

    @Test
    void anAddressThatSaysMoreOrMayBeSeveralBuildingsIsNone() throws Exception {
        assertThat(buildings(incident("A区1幢302室"), incident("同名"), incident("")))
                .containsOnlyNulls();
    }

    @Test
    void whatTheSourceNamesGoesBeforeTheAddress() throws Exception {
        assertThat(buildings(report("\"buildingId\":\"B2\",\"address\":\"A区1幢\"")))
                .containsExactly("B2");
    }

    @Test
    void theNameIsThatOfWhenItHappenedWheneverItIsHeard() throws Exception {
        reference.publish(Events.at(10), buildings("B1,旧楼\nB9,A区1幢\n"));
        Inbound before = incident("A区1幢");
        Inbound after = new LineDecoder<>(PlatformEvent.class, "platform.ndjson")
                .decode(utf8(REPORT.formatted("\"address\":\"A区1幢\"").replace("18:05", "18:10")), 1);
        assertThat(buildings(before, after)).containsExactly("B1", "B9");
        assertThat(buildings(after, before)).containsExactly("B9", "B1");
    }

    private List<String> buildings(Inbound... inbound) throws Exception {
        return located(inbound).stream()
                .map(heard -> heard.event().buildingId())
                .toList();
    }

    private List<HeardEvent> located(Inbound... inbound) throws Exception {
        try (OneInputStreamOperatorTestHarness<Inbound, HeardEvent> locate =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new LocateFunction(reference)))) {
            locate.open();
            for (Inbound each : inbound) {
                locate.processElement(each, 0);
            }
            return locate.extractOutputValues();
        }
    }

    private Set<String> meeting(Inbound one, Inbound other) throws Exception {
        Set<String> common = new TreeSet<>(places(one));
        common.retainAll(places(other));
        return common;
    }

    private List<String> places(Inbound inbound) throws Exception {
        try (OneInputStreamOperatorTestHarness<Opening, PlacedCandidate> place =
                new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(new PlaceCandidatesFunction(reference)))) {
            place.open();
            for (HeardEvent heard : located(inbound)) {
                place.processElement(new Opening(heard.heardAt(), heard.event(), false), 0);
            }
            return place.extractOutputValues().stream()
                    .map(PlacedCandidate::place)
                    .toList();
        }
    }

    private static Inbound incident(String address) {
        return new LineDecoder<>(LinkageEvent.class, "linkage.ndjson")
                .decode(
                        utf8("{\"eventId\":\"i\",\"occurredAt\":\"2026-03-04T18:00:00+08:00\",\"kind\":\"RECEIVED\","
                                + "\"incidentId\":\"I1\",\"address\":\"" + address + "\"}"),
                        1);
    }

    private static Inbound report(String where) {
        return new LineDecoder<>(PlatformEvent.class, "platform.ndjson").decode(utf8(REPORT.formatted(where)), 1);
    }

    private static Map<String, String> buildings(String rows) {
        StringBuilder csv = new StringBuilder("buildingId,name,gridId\n");
        rows.lines().forEach(row -> csv.append(row).append(",G1\n"));
        return Map.of("buildings.csv", csv.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

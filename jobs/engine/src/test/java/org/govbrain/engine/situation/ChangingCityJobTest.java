package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/** The whole graph while policy, calendar and grids change, and on RocksDB: every document is compared whole. */
class ChangingCityJobTest {
    private static final List<GovernanceEvent> EVENTS = Lives.of(7, 40);
    private static final FixedReferenceSource CHANGING = FixedReferenceSource.of(city(
                    policy("one", "keep", "10m"), calendar("10:00-24:00"), grids("old", "C1", "G0", "G1", "G2", "G3")))
            .then(Events.at(60), city(policy("two", "adopt", "5m")))
            .then(Events.at(75), city(calendar("10:00-11:30\", \"12:10-24:00")))
            .then(Events.at(90), city(policy("three", "keep", "15m"), grids("resettlement", "C2", "G0", "G1", "G2")))
            .then(Events.at(130), city(policy("four", "adopt", "12m"), grids("old", "C1", "G0", "G1", "G2", "G3")));

    @Test
    void anyOrderAndRepetitionEndsInTheSameDocumentsWhateverChangesMeanwhile() throws Exception {
        SituationRun inOrder = run(SituationJob.config(), inOrder());
        assertThat(inOrder.cases().values())
                .extracting(CaseSituation::policyVersion)
                .as("some that ended before, some that adopted, some that came later")
                .contains("one", "two", "four");
        assertThat(inOrder.confirmed()).as("there is something to get wrong").hasSizeGreaterThan(10);
        assertThat(inOrder.standing().values())
                .as("grids of both communities")
                .anySatisfy(document -> assertThat(document).contains("\"community_id\": \"C1\""))
                .anySatisfy(document -> assertThat(document).contains("\"community_id\": \"C2\""));
        for (int seed = 1; seed <= 3; seed++) {
            SituationRun disturbed = run(SituationJob.config(), Lives.disturbed(EVENTS, seed));
            isTheSame("seed " + seed, disturbed, inOrder);
        }
    }

    @Test
    void rocksDbHoldsTheSameState() throws Exception {
        Configuration rocksDb = SituationJob.config();
        rocksDb.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        isTheSame("on RocksDB", run(rocksDb, inOrder()), run(SituationJob.config(), inOrder()));
    }

    private static void isTheSame(String how, SituationRun said, SituationRun expected) {
        assertThat(said.standing()).as("%s: cases", how).isEqualTo(expected.standing());
        assertThat(said.confirmed()).as("%s: breaches", how).isEqualTo(expected.confirmed());
        assertThat(said.counted()).as("%s: indicators", how).isEqualTo(expected.counted());
    }

    @SafeVarargs
    private static Map<String, byte[]> city(Map<String, String>... files) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> each : files) {
            all.putAll(each);
        }
        return ScriptedReference.bytes(all);
    }

    /** Accepted in time, and handled by each department in working time, with pauses and hand-over. */
    private static Map<String, String> policy(String version, String onPolicyChange, String goal) {
        String text = String.valueOf(
                ScriptedReference.policy(version, onPolicyChange, goal).get("policy.yaml"));
        return Map.of("policy.yaml", text.replace("examples:\n", """
                  - id: handling
                    perDepartment: true
                    handOver: true
                    start: [DISPATCHED, ASSIGNED]
                    stop: [FEEDBACK]
                    reset: [RETURNED]
                    pause: [SUSPENDED]
                    resume: [RESUMED]
                    goals:
                      - {when: {neighbourhoodClass: resettlement}, goal: 15m}
                      - {goal: %s}
                    calendar: office-hours
                    warnAt: [50%%]
                    severity: minor
                examples:
                """.formatted(goal)));
    }

    private static Map<String, String> calendar(String hours) {
        return Map.of("calendar.yaml", """
                zone: UTC
                calendars:
                  - {id: office-hours, days: [MON, TUE, WED, THU, FRI, SAT, SUN], hours: ["%s"]}
                """.formatted(hours));
    }

    /** Around the four places at which cases happen, from west to east. */
    private static Map<String, String> grids(String neighbourhoodClass, String communityId, String... gridIds) {
        List<String> features = new ArrayList<>();
        for (int i = 0; i < gridIds.length; i++) {
            double west = 116.2995 + i * 0.001;
            double east = west + 0.001;
            features.add("""
                    {"type":"Feature","properties":{"gridId":"%s","name":"%s","communityId":"%s","neighbourhoodClass":"%s"},
                     "geometry":{"type":"Polygon","coordinates":[[[%3$s,39.8],[%4$s,39.8],[%4$s,40.0],[%3$s,40.0],[%3$s,39.8]]]}}""".replace("%3$s", String.valueOf(west))
                    .replace("%4$s", String.valueOf(east))
                    .formatted(gridIds[i], gridIds[i], communityId, neighbourhoodClass));
        }
        return Map.of(
                "grids.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    }

    private static List<Inbound> inOrder() {
        return EVENTS.stream()
                .sorted(GovernanceEvent.FOLD_ORDER)
                .map(event -> Inbound.of(event, event.occurredAt()))
                .toList();
    }

    private static SituationRun run(Configuration config, List<Inbound> arrivals) throws Exception {
        return SituationRun.of(Events.at(500), arrivals, 2, CHANGING, config);
    }
}

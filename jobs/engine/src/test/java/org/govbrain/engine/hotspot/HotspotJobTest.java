package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.event;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.loggedBy;
import static org.govbrain.engine.hotspot.HotspotEvents.reported;
import static org.govbrain.engine.hotspot.HotspotEvents.row;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.Test;

/** Hotspots through the whole situation job. */
class HotspotJobTest {
    /** Slices are corrected for as long as the tests last. */
    private static final String POLICY = """
        version: test-1
        revision: {days: 10, hours: 168}
        daily: {slices: 10, minSlices: 5, minCases: 5}
        scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 99, alpha: 0.2}
        """;

    private static final Map<String, String> CITY = Map.of("grids.geojson", row(6), "hotspots.yaml", POLICY);

    @Test
    void threeCasesAtABuildingAreARepeatPlaceUntilTheWindowHasPassed() throws Exception {
        List<GovernanceEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(event(Stream.PLATFORM, "P" + i, EventKind.REPORTED, 1 + i, gridId(0), "B1"));
        }
        events.add(event(Stream.PLATFORM, "P0", EventKind.CLOSED, 3.5, null, null));
        events.add(reported("Q", 12, gridId(3)));
        HotspotRun active = HotspotRun.of(CITY, day(4), events.subList(0, 4));
        String id = "repeat-place|" + gridId(0) + "/B1|" + day(1);
        assertThat(active.newest()).as("hotspots").containsOnlyKeys(id);
        HotspotDocument document = Objects.requireNonNull(active.newest().get(id));
        assertThat(document.getState()).as("state").isEqualTo("active");
        assertThat(document.getTimestamp()).as("detected").isEqualTo(day(3));
        assertThat(document.getCaseIds()).as("cases").containsExactly("P0", "P1", "P2");
        assertThat(document.getSentenceZh()).as("sentence").isEqualTo("网格G001楼栋B1在7天内发生3起案件（未分类）。");
        assertThat(active.grid(gridId(0)))
                .as("its grid")
                .extracting(
                        grid -> grid.getActiveHotspots(), grid -> grid.getRiskHotspots(), grid -> grid.getRiskParts())
                .containsExactly(1L, 3.0, "overdue=40 warned=0 open=0 hotspots=3 near_repeat=0 patrol_gap=10");
        HotspotRun ended = HotspotRun.of(CITY, day(12), events);
        assertThat(Objects.requireNonNull(ended.newest().get(id))).as("later").satisfies(later -> {
            assertThat(later.getState()).as("state").isEqualTo("ended");
            assertThat(later.getEndedAt()).as("ended").isEqualTo(day(8));
        });
        assertThat(ended.grid(gridId(0)).getActiveHotspots()).as("grid later").isZero();
    }

    @Test
    void anIncidentAfterAFindingThatNobodyResolvedIsASequence() throws Exception {
        List<GovernanceEvent> events = List.of(
                event(Stream.PATROL, "F1", EventKind.FINDING, 1, gridId(2), null),
                event(Stream.LINKAGE110, "I1", EventKind.RECEIVED, 1.5, gridId(2), null));
        assertThat(HotspotRun.of(CITY, day(2), events).newest().values())
                .as("of a routine finding that is no case")
                .extracting(HotspotDocument::getPattern, HotspotDocument::getCaseIds)
                .containsExactly(tuple("incident-after-unresolved-findings", List.of("F1", "I1")));
        List<GovernanceEvent> resolved = new ArrayList<>(events);
        resolved.add(1, event(Stream.PATROL, "F1", EventKind.RESOLVED_ON_SITE, 1.2, gridId(2), null));
        assertThat(HotspotRun.of(CITY, day(2), resolved).newest())
                .as("resolved before")
                .isEmpty();
    }

    @Test
    void theEndOfTheInputClosesOnlySlicesThatItReached() throws Exception {
        List<GovernanceEvent> events = building();
        assertThat(HotspotRun.of(CITY, day(9).minusMillis(1), events).newest().values())
                .as("a millisecond before the day has passed")
                .allSatisfy(document ->
                        assertThat(document.getWindowEnd()).as("window").isBeforeOrEqualTo(day(9).minusSeconds(3600)));
        assertThat(HotspotRun.of(CITY, day(9), events).newest().values())
                .as("when it has passed")
                .anySatisfy(document -> {
                    assertThat(document.getDetector()).as("detector").isEqualTo("gi-star");
                    assertThat(document.getWindowEnd()).as("window").isEqualTo(day(9));
                });
    }

    @Test
    void aCaseThatIsCancelledOrMovedIsCorrectedInClosedSlices() throws Exception {
        List<GovernanceEvent> events = building();
        List<GovernanceEvent> corrected = new ArrayList<>(events);
        for (int i = 0; i < 14; i++) {
            corrected.add(event(
                    Stream.PLATFORM, "X" + i, i < 7 ? EventKind.CANCELLED : EventKind.ASSIGNED, 9.2, gridId(5), null));
        }
        assertThat(hotSpots(HotspotRun.of(CITY, day(9.1), events)))
                .as("before")
                .anyMatch(document -> document.getGridIds().contains(gridId(2)));
        HotspotRun after = HotspotRun.of(CITY, day(10.1), corrected);
        assertThat(hotSpots(after))
                .as("taken back with a higher revision")
                .allSatisfy(document -> assertThat(document.getWithdrawn()
                                || !document.getCaseIds().contains("X0"))
                        .as("%s", document)
                        .isTrue())
                .anySatisfy(document -> {
                    assertThat(document.getWithdrawn()).as("withdrawn").isTrue();
                    assertThat(document.getRevision()).as("revision").isGreaterThan(day(9.2).toEpochMilli());
                });
    }

    @Test
    void anyOrderAndRepetitionOfArrivalEndsInTheSameDocuments() throws Exception {
        List<GovernanceEvent> events = buildingOfAllStreams();
        Map<String, String> inOrder = HotspotRun.of(CITY, day(9.5), events).standing();
        assertThat(inOrder.keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("detectors that have something to say")
                .contains("scan-permutation", "repeat-place", "sequence", "gi-star");
        for (int seed = 1; seed <= 2; seed++) {
            Random random = new Random(seed);
            List<GovernanceEvent> disturbed = new ArrayList<>(events);
            events.stream().filter(event -> random.nextInt(4) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, random);
            assertThat(HotspotRun.of(CITY, day(9.5), disturbed).standing())
                    .as("documents, seed %s", seed)
                    .isEqualTo(inOrder);
        }
    }

    /** Between two closings a backtest, which waits for nothing at its end, knows more than what a running job has closed. */
    @Test
    void asOfTheClosingOfADayARunningJobHasSaidWhatABacktestSays() throws Exception {
        Instant closing = day(9).plus(HotspotPolicy.DEFAULT.lateness());
        List<GovernanceEvent> events = buildingOfAllStreams();
        events.add(event(Stream.PLATFORM, "X9", EventKind.ASSIGNED, 9.001, gridId(4), null));
        events.add(reported("Z", 9.05, gridId(3)));
        FixedReferenceSource city = FixedReferenceSource.of(Map.of(
                "grids.geojson",
                row(6).getBytes(StandardCharsets.UTF_8),
                "hotspots.yaml",
                POLICY.getBytes(StandardCharsets.UTF_8)));
        Map<String, String> backtest = HotspotRun.of(city, closing, events).standing();
        assertThat(backtest.keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("detectors that have something to say")
                .contains("scan-permutation", "repeat-place", "sequence", "gi-star");
        assertThat(HotspotRun.live(city, events).standing(closing))
                .as("whole documents, revisions included")
                .isEqualTo(backtest);
    }

    /** Three of the trips at either end seem to be a repeat place at first, which is taken back. */
    @Test
    void aShuttleBetweenTwoGridsIsANoteInBothAndNoHotspotInAnyOrder() throws Exception {
        List<GovernanceEvent> trips = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            trips.add(loggedBy("DRIVER", "T" + i, 2 + i / 24.0, gridId(i % 2), "B" + i % 2));
        }
        Map<String, String> inOrder = HotspotRun.of(CITY, day(4.5), trips).standing();
        assertThat(inOrder.keySet())
                .as("notes")
                .containsExactly(
                        "data-quality|G001/shuttle/DRIVER|" + day(2),
                        "data-quality|G002/shuttle/DRIVER|" + day(2 + 1 / 24.0));
        for (int seed = 1; seed <= 2; seed++) {
            List<GovernanceEvent> disturbed = new ArrayList<>(trips);
            disturbed.addAll(trips.subList(2, 4));
            Collections.shuffle(disturbed, new Random(seed));
            assertThat(HotspotRun.of(CITY, day(4.5), disturbed).standing())
                    .as("documents, seed %s", seed)
                    .isEqualTo(inOrder);
        }
        assertThat(HotspotRun.of(CITY, day(4.5), trips.subList(0, 5)).standing().keySet())
                .as("five are no shuttle")
                .containsExactly("repeat-place|G001/B0|" + day(2));
    }

    /** A city of two districts; each of them hears only of one end, where fifteen cases in a day are too many. */
    @Test
    void aShuttleBetweenTwoDistrictsIsCountedByNeitherInAnyOrder() throws Exception {
        Map<String, String> city = Map.of("grids.geojson", row(405), "hotspots.yaml", POLICY);
        List<GovernanceEvent> quiet = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 90; i++) {
            quiet.add(reported("P" + i, i / 10.0 + random.nextDouble() * 0.1, gridId(395 + random.nextInt(10))));
        }
        Map<String, String> without = HotspotRun.of(city, day(9.5), quiet).standing();
        assertThat(clustersOfTrips(HotspotRun.of(city, day(9.5), with(quiet, false))))
                .as("cases of many persons are clusters at both ends")
                .contains(gridId(399), gridId(400));
        List<GovernanceEvent> events = with(quiet, true);
        List<GovernanceEvent> disturbed = new ArrayList<>(events);
        disturbed.addAll(events.subList(80, 90));
        Collections.shuffle(disturbed, random);
        for (List<GovernanceEvent> arriving : List.of(events, disturbed)) {
            assertThat(counted(HotspotRun.of(city, day(9.5), arriving).standing()))
                    .as("with the shuttle")
                    .isEqualTo(counted(without));
        }
    }

    /** But for notes, and for hours in which the trips were not yet many: these are looked at again when they are final. */
    private static Map<String, String> counted(Map<String, String> standing) {
        Map<String, String> counted = new TreeMap<>(standing);
        counted.keySet().removeIf(id -> id.startsWith("data-quality|") || id.startsWith("scan-hourly|"));
        return counted;
    }

    /** Thirty cases in a day, to and fro between the last grid of a district and the first of the next. */
    private static List<GovernanceEvent> with(List<GovernanceEvent> quiet, boolean onePerson) {
        List<GovernanceEvent> events = new ArrayList<>(quiet);
        for (int i = 0; i < 30; i++) {
            String person = onePerson ? "DRIVER" : "PERSON" + i;
            events.add(loggedBy(person, "T" + i, 8.2 + i / 48.0, gridId(399 + i % 2), "B" + (onePerson ? i % 2 : i)));
        }
        events.sort(Comparator.comparing(GovernanceEvent::occurredAt));
        return events;
    }

    private static Set<String> clustersOfTrips(HotspotRun run) {
        Set<String> grids = new TreeSet<>();
        run.newest().values().stream()
                .filter(document -> document.getDetector().equals("scan-permutation")
                        && document.getCaseIds().stream().anyMatch(id -> id.startsWith("T")))
                .forEach(document -> grids.addAll(document.getGridIds()));
        return grids;
    }

    @Test
    void withoutStatisticsRulesSeeWhatTheyDoAndNobodyElseLooks() throws Exception {
        List<GovernanceEvent> events = building();
        for (int i = 0; i < 3; i++) {
            events.add(event(Stream.PLATFORM, "B" + i, EventKind.REPORTED, 5.1 + i, gridId(0), "B1"));
        }
        events.sort(Comparator.comparing(GovernanceEvent::occurredAt));
        Map<String, String> rulesOnly =
                Map.of("grids.geojson", row(6), "hotspots.yaml", POLICY + "statistics: false\n");
        assertThat(HotspotRun.of(CITY, day(9.5), events).newest().values())
                .as("detectors with statistics")
                .extracting(HotspotDocument::getDetector)
                .contains("gi-star", "repeat-place");
        assertThat(HotspotRun.of(rulesOnly, day(9.5), events).newest().values())
                .as("detectors without")
                .extracting(HotspotDocument::getDetector)
                .containsOnly("repeat-place");
    }

    private static List<HotspotDocument> hotSpots(HotspotRun run) {
        return run.newest().values().stream()
                .filter(document -> document.getDetector().equals("gi-star"))
                .toList();
    }

    /** The same, with incidents, findings, visits and corrections. */
    private static List<GovernanceEvent> buildingOfAllStreams() {
        List<GovernanceEvent> events = building();
        for (int i = 0; i < 4; i++) {
            events.add(event(Stream.PLATFORM, "X" + i, EventKind.CANCELLED, 8.9 + i * 0.01, null, null));
            events.add(event(Stream.PLATFORM, "P" + i, EventKind.ASSIGNED, 8.5 + i * 0.01, gridId(i), "B1"));
            events.add(event(Stream.LINKAGE110, "I" + i, EventKind.RECEIVED, 3 + i, gridId(1), "B2"));
            events.add(event(Stream.PATROL, "F" + i, EventKind.FINDING, 2.9 + i, gridId(1), null));
            events.add(event(Stream.PATROL, "V" + i, EventKind.VISIT, 2.8 + i, gridId(1), null));
        }
        events.sort(Comparator.comparing(GovernanceEvent::occurredAt));
        return events;
    }

    /** Nine quiet days, and in the last two of them a build-up in one grid. */
    private static List<GovernanceEvent> building() {
        Random random = new Random(5);
        List<GovernanceEvent> events = new ArrayList<>();
        for (int i = 0; i < 54; i++) {
            events.add(reported("P" + i, i / 6.0 + random.nextDouble() * 0.1, gridId(random.nextInt(6))));
        }
        for (int i = 0; i < 14; i++) {
            events.add(reported("X" + i, 7.2 + i * 0.12, gridId(2)));
        }
        events.sort(Comparator.comparing(GovernanceEvent::occurredAt));
        return events;
    }
}

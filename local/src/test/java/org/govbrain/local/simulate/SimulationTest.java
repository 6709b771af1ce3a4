package org.govbrain.local.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.avro.EventMapper;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.local.city.ReferenceCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final SimulatorSettings SETTINGS = SimulatorSettings.of(7);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 1", "5, 10"})
    void thePromisesBrokenOnPurposeAreThoseThatTheEventsShowToBeBroken(long seed, double busy) {
        Simulation simulation = Simulation.of(CITY, new SimulatorSettings(seed, true, 2, busy), START, 4);

        Set<String> planned =
                simulation.breaches().stream().map(PlannedBreach::id).collect(Collectors.toCollection(TreeSet::new));
        assertThat(PromiseCheck.broken(domain(simulation.events()), simulation.asOf()))
                .as("broken, by the events alone")
                .isEqualTo(planned);
        assertThat(simulation.breaches())
                .extracting(PlannedBreach::clock)
                .as("each of the promises is broken somewhere")
                .contains("accept", "assign", "on-scene", "close", "feedback");
    }

    @Test
    void withoutLatenessNoPromiseIsBrokenAndWithoutHotspotsNoneIsThere() {
        Simulation simulation = Simulation.of(CITY, new SimulatorSettings(5, false, 0, 1), START, 5);

        assertThat(simulation.breaches()).as("planned").isEmpty();
        assertThat(PromiseCheck.broken(domain(simulation.events()), simulation.asOf()))
                .as("by the events")
                .isEmpty();
        assertThat(simulation.hotspots()).as("hotspots").isEmpty();
    }

    @Test
    void everyHotspotIsMadeOfRealMattersInItsGridsAndWindow() {
        Simulation simulation = Simulation.of(CITY, SETTINGS, START, 12);
        Map<String, GovernanceEvent> openings = new HashMap<>();
        for (GovernanceEvent event : domain(simulation.events())) {
            openings.putIfAbsent(String.valueOf(event.subjectId()), event);
        }

        assertThat(simulation.hotspots())
                .extracting(PlannedHotspot::kind)
                .as("all kinds within twelve days")
                .contains(PlannedHotspot.Kind.values());
        for (PlannedHotspot hotspot : simulation.hotspots()) {
            assertThat(hotspot.caseIds()).as("enough to see").hasSizeGreaterThanOrEqualTo(4);
            assertThat(hotspot.categoryGroup()).isNotEqualTo("uncategorised").isNotEmpty();
            for (String caseId : hotspot.caseIds()) {
                GovernanceEvent opening = openings.get(caseId);
                if (opening == null) {
                    continue; // opened after the last day
                }
                assertThat(gridOf(opening)).as(caseId).isIn(hotspot.gridIds());
                assertThat(opening.occurredAt().toEpochMilli()).as(caseId).isBetween(hotspot.fromMs(), hotspot.toMs());
            }
        }
    }

    @Test
    void aDayIsAsBusyAsASubDistrict() {
        Simulation simulation = Simulation.of(CITY, SETTINGS, START, 7);
        Map<Stream, Long> kinds = domain(simulation.events()).stream()
                .collect(Collectors.groupingBy(GovernanceEvent::stream, TreeMap::new, Collectors.counting()));
        long rounds = simulation.events().stream()
                .filter(event -> event.repeat() == 0 && event.eventId().matches("R-.*/1"))
                .count();

        assertThat(simulation.caseIds()).as("cases a day").hasSizeBetween(7 * 200, 7 * 600);
        assertThat(rounds)
                .as("patrols: nearly every grid every day, some twice")
                .isBetween(7 * 190L, 7 * 260L);
        assertThat(kinds.get(Stream.LINKAGE110)).as("steps of incidents").isBetween(7 * 150L, 7 * 800L);
    }

    @Test
    void eachEventComesOnceInOrderOfArrivalThoughDaysAreMadeOneAfterTheOther() {
        Simulation simulation = Simulation.of(CITY, SETTINGS, START, 3);
        CitySimulator simulator = new CitySimulator(CITY, SETTINGS);
        assertThat(simulation.events())
                .isEqualTo(START.datesUntil(START.plusDays(3))
                        .flatMap(day -> simulator.day(day).events().stream())
                        .filter(event ->
                                event.occurredAtMs() <= simulation.asOf().toEpochMilli())
                        .sorted(FeedEvent.BY_ARRIVAL)
                        .toList());
    }

    @Test
    void everyRecordIsValidArrivesAfterItHappenedAndIsOverInTime() {
        SimulatedDay day = new CitySimulator(CITY, SETTINGS).day(START);
        long endMs = CitySimulator.midnightMs(START.plusDays(CitySimulator.LONGEST_LIFE_DAYS + 1));

        assertThat(domain(day.events())).as("all decode").hasSameSizeAs(day.events());
        assertThat(day.events())
                .allSatisfy(event -> assertThat(event.arrivesAtMs())
                        .as(event.eventId())
                        .isGreaterThan(event.occurredAtMs())
                        .isLessThan(endMs))
                .isSortedAccordingTo(FeedEvent.BY_ARRIVAL);
        assertThat(day.events().stream().filter(event -> event.repeat() > 0).count())
                .as("some come twice")
                .isPositive();
        assertThat(day.events().stream()
                        .filter(event -> event.arrivesAtMs() - event.occurredAtMs() > 60_000)
                        .count())
                .as("some come late")
                .isPositive();
        assertThat(day.events().stream().filter(event -> event.repeat() == 0).map(FeedEvent::eventId))
                .as("ids")
                .doesNotHaveDuplicates();
    }

    @Test
    void theFeedGivesTheSameInAnySlicesAndAfterARestart() {
        Instant from = START.atStartOfDay(SimulatorSettings.ZONE).toInstant();
        Instant to = from.plus(Duration.ofHours(30));
        List<FeedEvent> whole = new CityFeed(CITY, SETTINGS, START).between(from, to);

        List<FeedEvent> slices = new ArrayList<>();
        CityFeed feed = new CityFeed(CITY, SETTINGS, START);
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(937)) {
            Instant until = at.plusSeconds(937).isBefore(to) ? at.plusSeconds(937) : to;
            if (at.getEpochSecond() % 5 == 0) {
                feed = new CityFeed(CITY, SETTINGS, START);
            }
            slices.addAll(feed.between(at, until));
        }
        assertThat(slices).as("slice by slice").isEqualTo(whole);
        assertThat(whole).as("a day and a quarter").hasSizeGreaterThan(3_000);
    }

    @Test
    void equalOptionsGiveEqualFilesAndDirtIsCounted(@TempDir Path first, @TempDir Path second) throws Exception {
        Simulation simulation = Simulation.of(CITY, SETTINGS, START, 1);
        Map<String, SimulationFiles.Count> counts = new SimulationFiles(simulation, first, true).write();
        new SimulationFiles(Simulation.of(CITY, SETTINGS, START, 1), second, true).write();

        for (String file : List.of("patrol.ndjson", "linkage.ndjson", "platform.ndjson", "truth.json")) {
            assertThat(Files.mismatch(first.resolve(file), second.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
        counts.forEach((name, count) -> assertThat(lines(first.resolve(name + ".ndjson")))
                .as(name)
                .isEqualTo(count.events() + count.duplicates() + count.malformed()));
        assertThat(counts.values().stream()
                        .mapToLong(SimulationFiles.Count::malformed)
                        .sum())
                .as("malformed lines")
                .isPositive();
    }

    private static long lines(Path file) {
        try (java.util.stream.Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String gridOf(GovernanceEvent event) {
        return event.lon() == null || event.lat() == null
                ? String.valueOf(event.gridId())
                : CITY.grids()
                        .locate(event.lon(), event.lat())
                        .map(Grid::gridId)
                        .orElse("none");
    }

    private static List<GovernanceEvent> domain(List<FeedEvent> events) {
        return events.stream().map(SimulationTest::toEvent).toList();
    }

    private static GovernanceEvent toEvent(FeedEvent event) {
        try {
            return EventMapper.toEvent(event.record());
        } catch (InvalidRecordException e) {
            throw new AssertionError(event.eventId(), e);
        }
    }
}

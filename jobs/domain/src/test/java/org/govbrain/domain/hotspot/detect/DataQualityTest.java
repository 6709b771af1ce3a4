package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.domain.event.Stream.LINKAGE110;
import static org.govbrain.domain.event.Stream.PATROL;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.atBuilding;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traps in the data, to the last record and second of their thresholds. */
class DataQualityTest {
    private static final HotspotPolicy POLICY = HotspotPolicy.DEFAULT;

    @ParameterizedTest(name = "{0} records in {1} days, building {2}: {3}")
    @CsvSource({
        "30, 6.99, false, default-point", // as many as defaultPointCases in the window of repeat places
        "29, 6.99, false, repeat-5", // one too few
        "30, 7.01, false, repeat-5", // a window holds only 29 of them
        "30, 6.99, true, repeat-5", // a building is an address, however many cases it has
        "2000, 6.99, false, default-point",
    })
    void manyRecordsOnExactlyOnePointAreADefaultPoint(int records, double days, boolean building, String pattern) {
        List<CaseFact> cases = IntStream.range(0, records)
                .mapToObj(i -> change(at("c" + i, day(1 + days * i / (records - 1)), "G00"))
                        .position(121.0, 31.0)
                        .building(building ? "B1" : null)
                        .group("kind-" + i % 7)
                        .build())
                .toList();
        assertThat(patterns(cases, 9)).as("what is said of them").containsOnly(pattern);
    }

    @Test
    void recordsAMetreApartAreNoDefaultPoint() {
        List<CaseFact> cases = IntStream.range(0, 60)
                .mapToObj(i -> change(at("c" + i, day(1 + i * 0.1), "G00"))
                        .position(121.0 + i * 1e-5, 31.0)
                        .build())
                .toList();
        assertThat(patterns(cases, 8)).as("what is said of them").doesNotContain("default-point");
    }

    @ParameterizedTest(name = "{0} records, {1} ms apart, by one person {2}: {3}")
    @CsvSource({
        "3, 3000, true, burst",
        "3, 5000, true, burst", // exactly burstSeconds
        "3, 5001, true, repeat-3", // a millisecond more
        "2, 3000, true, ''", // too few
        "3, 3000, false, repeat-3", // three people about one thing
    })
    void jobsThatOnePersonLogsSecondsApartAreABurst(int records, long apartMs, boolean onePerson, String pattern) {
        Instant start = day(1);
        List<CaseFact> cases = IntStream.range(0, records)
                .mapToObj(i -> change(atBuilding("c" + i, start.plusMillis(apartMs * i), "G00", "B1"))
                        .reporter(onePerson ? "P7" : "P" + i)
                        .build())
                .toList();
        assertThat(patterns(cases, 2))
                .as("what is said of them")
                .isEqualTo(pattern.isEmpty() ? List.of() : List.of(pattern));
    }

    @Test
    void ofABurstTheFirstCounts() {
        List<CaseFact> cases = new ArrayList<>(IntStream.range(0, 6)
                .mapToObj(i -> change(atBuilding("c" + i, day(1).plusSeconds(3L * i), "G00", "B1"))
                        .reporter("P7")
                        .build())
                .toList());
        cases.add(atBuilding("x", day(2), "G00", "B1"));
        cases.add(atBuilding("y", day(3), "G00", "B1"));
        assertThat(look(cases, 4))
                .as("a note, and a place with three")
                .extracting(Finding::pattern, Finding::caseIds)
                .containsExactlyInAnyOrder(
                        tuple("burst", List.of("c0", "c1", "c2", "c3", "c4", "c5")),
                        tuple("repeat-3", List.of("c0", "x", "y")));
    }

    @ParameterizedTest(name = "{0} records, {1} minutes apart, to and fro {2}, by one person {3}: {4}")
    @CsvSource({
        "6, 60, true, true, shuttle",
        "6, 240, true, true, shuttle", // exactly shuttleHours
        "6, 240.1, true, true, repeat-3", // six seconds more
        "5, 60, true, true, repeat-3", // one too few
        "6, 60, false, true, repeat-5", // always the same place
        "6, 60, true, false, repeat-3", // several people
    })
    void recordsOfOnePersonToAndFroAreAShuttle(
            int records, double apartMinutes, boolean toAndFro, boolean onePerson, String pattern) {
        List<CaseFact> cases = IntStream.range(0, records)
                .mapToObj(i -> change(atBuilding(
                                "c" + i,
                                day(1).plusMillis(Math.round(apartMinutes * 60_000 * i)),
                                "G00",
                                toAndFro ? "B" + i % 2 : "B1"))
                        .reporter(onePerson ? "P7" : "P" + i)
                        .build())
                .toList();
        assertThat(patterns(cases, 2)).as("what is said of them").containsOnly(pattern);
    }

    @Test
    void aRoundByThreePlacesIsNoShuttleAndNeitherIsAThirdPlaceOnTheWay() {
        List<CaseFact> round = IntStream.range(0, 12)
                .mapToObj(i -> trip(i, "G00", "B" + i % 3, 60.0 * i))
                .toList();
        assertThat(patterns(round, 2)).as("a round").doesNotContain("shuttle");
        List<CaseFact> interrupted = IntStream.range(0, 10)
                .mapToObj(i -> trip(i, "G00", i == 5 ? "B9" : "B" + i % 2, 60.0 * i))
                .toList();
        assertThat(patterns(interrupted, 2)).as("five, another place, four").doesNotContain("shuttle");
    }

    @Test
    void tripsBetweenTwoGridsAreCountedByNobodyAndNotedByBoth() {
        List<CaseFact> quiet = Cases.quiet(10, 30, 4, 3);
        List<CaseFact> trips = IntStream.range(0, 24)
                .mapToObj(i -> trip(i, i % 2 == 0 ? "G02" : "G07", "B" + i % 2, 29 * 1440.0 + 30.0 * i))
                .toList();
        List<CaseFact> cases = Stream.concat(quiet.stream(), trips.stream()).toList();
        District district = District.of(Cases.row(10), 0, Set.of(), POLICY);
        assertThat(DistrictWatch.daily(district, cases, List.of(), POLICY, day(31)))
                .as("statistics are as without them")
                .isEqualTo(DistrictWatch.daily(district, quiet, List.of(), POLICY, day(31)));
        assertThat(look("G02", trips, 31))
                .as("one of the grids")
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.pattern()).as("pattern").isEqualTo("shuttle");
                    assertThat(found.gridIds()).as("grids").containsExactly("G02");
                    assertThat(found.caseIds()).as("its records").hasSize(12);
                    assertThat(found.pageable()).as("pageable").isFalse();
                    assertThat(found.sentence())
                            .as("sentence")
                            .isEqualTo(
                                    "Data quality in grid G02: 12 records by DRIVER to and fro between two places, probably"
                                            + " trips.");
                    assertThat(found.sentenceZh()).as("sentence").isEqualTo("网格G02数据质量提示：DRIVER在两地之间往返登记12条记录，疑为车辆往返。");
                });
        assertThat(look("G07", trips, 31))
                .as("the other")
                .extracting(Finding::pattern)
                .containsExactly("shuttle");
    }

    @Test
    void whatIsATrapIsNoPartOfASequenceEither() {
        List<CaseFact> trips = IntStream.range(0, 8)
                .mapToObj(i -> change(trip(i, "G00", "B" + i % 2, 60.0 * i))
                        .origin(i % 2 == 0 ? PATROL : LINKAGE110)
                        .build())
                .toList();
        assertThat(patterns(trips.subList(0, 5), 2))
                .as("five, which might be anything")
                .contains("incident-after-unresolved-findings");
        assertThat(patterns(trips, 2)).as("eight").containsExactly("shuttle");
    }

    private static CaseFact trip(int number, String gridId, String building, double minute) {
        return change(atBuilding("t" + number, day(1).plusMillis(Math.round(minute * 60_000)), gridId, building))
                .reporter("DRIVER")
                .build();
    }

    private static List<String> patterns(List<CaseFact> cases, double asOf) {
        return look(cases, asOf).stream()
                .map(found -> String.valueOf(found.pattern()))
                .distinct()
                .toList();
    }

    /** Everything that was there by then, active or not. */
    private static List<Finding> look(List<CaseFact> cases, double asOf) {
        return look("G00", cases, asOf);
    }

    private static List<Finding> look(String gridId, List<CaseFact> cases, double asOf) {
        return GridWatch.look(
                        Cases.row(10),
                        gridId,
                        cases,
                        POLICY,
                        day(asOf),
                        day(asOf).minus(Duration.ofDays(30)))
                .hotspots()
                .stream()
                .map(Hotspot::finding)
                .toList();
    }
}

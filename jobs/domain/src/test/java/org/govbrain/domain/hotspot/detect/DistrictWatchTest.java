package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;
import static org.govbrain.domain.hotspot.Cases.id;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.geo.Longitude;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistrictWatchTest {
    private static final HotspotPolicy POLICY = HotspotPolicy.DEFAULT;
    private static final int GRIDS = 20;
    private static final int DAYS = 45;
    private static final HotspotCity CITY = Cases.row(GRIDS);
    private static final District DISTRICT = District.of(CITY, 0, Set.of(), POLICY);

    @Test
    void aBuildUpOfTwoDaysIsSeenByTheScanTheScoresAndTheSeries() {
        List<CaseFact> cases = Cases.quiet(GRIDS, DAYS, 10, 1);
        for (int i = 0; i < 24; i++) {
            cases.add(at("x" + i, day(DAYS - 2 + i / 12.1), id(7 + i % 2)));
        }
        List<Finding> findings = DistrictWatch.daily(DISTRICT, cases, List.of(), POLICY, day(DAYS));

        Finding cluster = only(findings, Detector.SCAN_PERMUTATION, null);
        assertThat(cluster.gridIds()).as("grids of the cluster").containsExactly("G07", "G08");
        assertThat(cluster.windowStart()).as("start of the cluster").isEqualTo(day(DAYS - 2));
        assertThat(cluster.evidence().p()).as("p").isEqualTo(0.001);
        assertThat(cluster.pageable()).as("worth a page").isTrue();
        assertThat(cluster.caseIds()).as("its cases").contains("x0", "x23").hasSize((int)
                cluster.evidence().observed());
        assertThat(of(findings, Detector.GETIS_ORD))
                .as("grids that are hot")
                .anyMatch(found -> found.gridIds().equals(List.of("G07")));
        assertThat(of(findings, Detector.EARS))
                .as("community that jumped")
                .anyMatch(found -> found.communityIds().equals(List.of("C1")));
        assertThat(of(findings, Detector.EMERGING))
                .as("pattern of the grid")
                .filteredOn(found -> found.gridIds().equals(List.of("G07")) && found.categoryGroup() == null)
                .extracting(Finding::pattern)
                .containsAnyOf("consecutive-hot", "new-hot", "sporadic-hot");
        assertThat(findings)
                .as("only clusters are paged")
                .filteredOn(Finding::pageable)
                .allMatch(found -> found.detector() == Detector.SCAN_PERMUTATION);
    }

    @Test
    void aQuietCityHasNoClustersWorthAPage() {
        List<Finding> findings =
                DistrictWatch.daily(DISTRICT, Cases.quiet(GRIDS, DAYS, 10, 2), List.of(), POLICY, day(DAYS));
        assertThat(findings).as("pageable").noneMatch(Finding::pageable);
    }

    @Test
    void theSameCasesGiveTheSameFindingsInAnyOrder() {
        List<CaseFact> cases = Cases.quiet(GRIDS, DAYS, 10, 3);
        IntStream.range(0, 15).forEach(i -> cases.add(at("x" + i, day(DAYS - 1 + i * 0.05), "G03")));
        List<Finding> findings = DistrictWatch.daily(DISTRICT, cases, List.of(), POLICY, day(DAYS));
        List<CaseFact> reversed = new ArrayList<>(cases);
        Collections.reverse(reversed);
        assertThat(DistrictWatch.daily(DISTRICT, reversed, List.of(), POLICY, day(DAYS)))
                .as("reversed")
                .isEqualTo(findings)
                .isNotEmpty();
    }

    @Test
    void aGridThatIsWalkedMoreIsNotHotForIt() {
        List<CaseFact> cases = new ArrayList<>();
        List<PatrolEffort> efforts = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int grid = 0; grid < GRIDS; grid++) {
                // Grid 5 was walked ten times as much in the last three days, and ten times as much was found.
                int times = grid == 5 && day >= DAYS - 3 ? 10 : 1;
                for (int k = 0; k < times; k++) {
                    String id = day + "/" + grid + "/" + k;
                    efforts.add(new PatrolEffort(day(day + 0.5), id(grid), 30));
                    cases.add(change(at(id, day(day + 0.5), id(grid)))
                            .origin(Stream.PATROL)
                            .build());
                }
            }
        }
        List<Finding> findings = DistrictWatch.daily(DISTRICT, cases, efforts, POLICY, day(DAYS));
        assertThat(of(findings, Detector.SCAN_PERMUTATION)).as("without effort").isNotEmpty();
        assertThat(of(findings, Detector.SCAN_EFFORT)).as("with effort").isEmpty();
    }

    @Test
    void aQuarterInWhichEachMinuteYieldsMoreIsNotHotForItUntilItYieldsMoreThanItsOwn() {
        List<CaseFact> cases = new ArrayList<>();
        List<PatrolEffort> efforts = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int grid = 0; grid < GRIDS; grid++) {
                // In grids 4 to 6, an old quarter, five times as much is found as elsewhere.
                for (int k = 0; k < (grid >= 4 && grid <= 6 ? 5 : 1); k++) {
                    cases.add(found(day + "/" + grid + "/" + k, day, grid));
                }
                efforts.add(new PatrolEffort(day(day + 0.5), id(grid), 30));
            }
        }
        assertThat(of(DistrictWatch.daily(DISTRICT, cases, efforts, POLICY, day(DAYS)), Detector.SCAN_EFFORT))
                .as("as ever")
                .isEmpty();
        IntStream.range(0, 25).forEach(k -> cases.add(found("more" + k, DAYS - 1, 5)));
        assertThat(of(DistrictWatch.daily(DISTRICT, cases, efforts, POLICY, day(DAYS)), Detector.SCAN_EFFORT))
                .as("twenty-five more on the last day")
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.gridIds()).as("grids").containsExactly("G05");
                    assertThat(found.pageable()).as("pageable").isTrue();
                    assertThat(found.evidence().baseline())
                            .as("baseline")
                            .isEqualTo("patrol minutes, and what they yield in each grid; dispersion 1");
                });
    }

    private static CaseFact found(String id, int day, int grid) {
        return change(at(id, day(day + 0.5), id(grid))).patrolWork().build();
    }

    @Test
    void anHourThatStandsOutIsFoundWhenItCloses() {
        List<CaseFact> cases = Cases.quiet(GRIDS, 3, 60, 4);
        IntStream.range(0, 14).forEach(i -> cases.add(at("x" + i, day(3 + i * 0.002), "G11")));
        List<Finding> findings = DistrictWatch.hourly(DISTRICT, cases, POLICY, day(3 + 1 / 24.0));
        assertThat(findings).as("clusters").first().satisfies(found -> {
            assertThat(found.gridIds()).as("grids").containsExactly("G11");
            assertThat(found.windowEnd()).as("end").isEqualTo(day(3 + 1 / 24.0));
            assertThat(found.caseIds()).as("cases").contains("x0", "x13");
        });
    }

    @Test
    void nearRepeatsPutTheGridsOfRecentCasesAtRisk() {
        List<CaseFact> cases = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            double lon = 121.0 + 0.003 * (i % GRIDS);
            for (int k = 0; k < 3; k++) {
                cases.add(change(at("r" + i + "/" + k, day(i * 3 + k), id(i % GRIDS)))
                        .position(lon + k * 1e-4, 31.0)
                        .build());
            }
        }
        List<Finding> findings = DistrictWatch.daily(DISTRICT, cases, List.of(), POLICY, day(90));
        assertThat(of(findings, Detector.NEAR_REPEAT))
                .as("at risk")
                .isNotEmpty()
                .allSatisfy(found ->
                        assertThat(found.evidence().statistic()).as("ratio").isGreaterThan(1.0));
    }

    /** On a plane that is skewed, what is 190 m away in one direction is 100 m away in another. */
    @ParameterizedTest
    @CsvSource({"0.0, 0.0", "121.0, 31.0", "-122.4, 37.8", "179.999, -44.0"})
    void nearRepeatsAreSoManyMetresApartWhereverTheCityLies(double lon, double lat) {
        SeededRandom random = new SeededRandom(7);
        List<CaseFact> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double east = random.nextDouble() * 0.02;
            double north = random.nextDouble() * 0.02;
            double first = random.nextDouble() * 80;
            for (int k = 0; k < 3; k++) {
                cases.add(change(at("r" + i + "/" + k, day(first + k), id(i % GRIDS)))
                        .position(
                                Longitude.beside(0.0, lon + east + (random.nextDouble() - 0.5) * 0.004),
                                lat + north + (random.nextDouble() - 0.5) * 0.004)
                        .build());
            }
        }
        HotspotPolicy.NearRepeat policy = POLICY.nearRepeat();
        long close = 0;
        for (int i = 0; i < cases.size(); i++) {
            for (CaseFact other : cases.subList(i + 1, cases.size())) {
                double days = Duration.between(cases.get(i).openedAt(), other.openedAt())
                                .toMillis()
                        / 86_400_000.0;
                boolean soon = Math.abs(days) <= policy.days();
                close += soon && metres(cases.get(i), other) <= policy.distanceM() ? 1 : 0;
            }
        }

        cases.sort(Comparator.comparing(CaseFact::openedAt));
        List<Finding> findings = DistrictWatch.daily(DISTRICT, cases, List.of(), POLICY, day(85));
        assertThat(of(findings, Detector.NEAR_REPEAT))
                .as("pairs close in space and time, by the distance on the sphere")
                .isNotEmpty()
                .extracting(found -> found.evidence().observed())
                .containsOnly((double) close);
    }

    private static double metres(CaseFact one, CaseFact other) {
        return Distance.metres(
                Objects.requireNonNull(one.lon()),
                Objects.requireNonNull(one.lat()),
                Objects.requireNonNull(other.lon()),
                Objects.requireNonNull(other.lat()));
    }

    @Test
    void theMiddleOfGridsOnBothSidesOf180DegreesIsBetweenThem() {
        List<GridPlace> places = List.of(
                new GridPlace("W", "W", "C", "C", 179.98, -44.0, List.of("E"), 0),
                new GridPlace("E", "E", "C", "C", -179.99, -44.0, List.of("W"), 0));
        HotspotCity city = new HotspotCity(places, Map.of(), Map.of(), ZoneId.of("Pacific/Chatham"), 400);
        Area area = District.of(city, 0, Set.of(), POLICY).area(0, 1);
        assertThat(area.lon()).as("longitude").isCloseTo(179.995, within(1e-9));
        assertThat(District.of(city, 0, Set.of(), POLICY).area(1, 0).lon())
                .as("from the other side")
                .isCloseTo(179.995, within(1e-9));
    }

    @Test
    void citiesWithNothingOrOneGridOrOnlyStrangersHaveDefinedResults() {
        assertThat(DistrictWatch.daily(DISTRICT, List.of(), List.of(), POLICY, day(3)))
                .as("no cases")
                .isEmpty();
        District one = District.of(Cases.row(1), 0, Set.of(), POLICY);
        List<CaseFact> cases = Cases.quiet(1, 30, 3, 5);
        assertThat(of(DistrictWatch.daily(one, cases, List.of(), POLICY, day(30)), Detector.SCAN_PERMUTATION))
                .as("one grid")
                .isEmpty();
        District strangers = District.of(CITY, -1, Set.of("X1", "X2"), POLICY);
        List<CaseFact> elsewhere = IntStream.range(0, 60)
                .mapToObj(i -> at("s" + i, day(i * 0.5), i % 2 == 0 ? "X1" : "X2"))
                .toList();
        assertThat(DistrictWatch.daily(strangers, elsewhere, List.of(), POLICY, day(30)))
                .as("findings about grids without a place have no position")
                .allMatch(found -> found.lon() == null);
    }

    private static List<Finding> of(List<Finding> findings, Detector detector) {
        return findings.stream().filter(found -> found.detector() == detector).toList();
    }

    private static Finding only(List<Finding> findings, Detector detector, @Nullable String group) {
        return of(findings, detector).stream()
                .filter(found -> Objects.equals(found.categoryGroup(), group))
                .findFirst()
                .orElseThrow();
    }
}

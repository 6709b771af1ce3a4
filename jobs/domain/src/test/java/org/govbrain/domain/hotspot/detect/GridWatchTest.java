package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.atBuilding;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.HotspotState;
import org.junit.jupiter.api.Test;

class GridWatchTest {
    private static final HotspotPolicy POLICY = HotspotPolicy.DEFAULT;

    @Test
    void threeCasesAtOneBuildingInAWeekAreARepeatPlace() {
        List<CaseFact> cases = List.of(
                atBuilding("a", day(1), "G00", "B1"),
                atBuilding("b", day(2), "G00", "B1"),
                atBuilding("c", day(3), "G00", "B1"),
                atBuilding("d", day(3), "G00", "B2"));
        List<Finding> findings = look(cases, day(3));
        assertThat(findings).as("findings").singleElement().satisfies(found -> {
            assertThat(found.pattern()).as("pattern").isEqualTo("repeat-3");
            assertThat(found.buildingId()).as("building").isEqualTo("B1");
            assertThat(found.caseIds()).as("cases").containsExactly("a", "b", "c");
            assertThat(found.pageable()).as("pageable").isFalse();
            assertThat(found.sentence())
                    .as("sentence")
                    .isEqualTo("3 cases (noise) in 7 days at building B1 in grid G00.");
            assertThat(found.sentenceZh()).as("sentence").isEqualTo("网格G00楼栋B1在7天内发生3起案件（噪声）。");
        });
        assertThat(watch(cases, day(8)).hotspots())
                .as("when the first leaves the window")
                .satisfiesExactly(hotspot -> {
                    assertThat(hotspot.endedAt()).as("ended").isEqualTo(day(8));
                    assertThat(hotspot.detectedAt()).as("detected").isEqualTo(day(3));
                });
        assertThat(watch(cases, day(7.9)).nextChange()).as("when it will").isEqualTo(day(8));
        assertThat(look(cases, day(2.5))).as("before the third is known").isEmpty();
    }

    @Test
    void fiveCasesAreTheNextLevelAndACancelledOneDoesNotCount() {
        List<CaseFact> cases = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(i -> atBuilding("c" + i, day(1 + i * 0.1), "G00", "B1"))
                .toList());
        assertThat(look(cases, day(3)))
                .as("of five")
                .extracting(Finding::pattern)
                .containsExactly("repeat-5");
        cases.set(0, change(cases.get(0)).cancelled().build());
        assertThat(look(cases, day(3)))
                .as("of four")
                .extracting(Finding::pattern)
                .containsExactly("repeat-3");
    }

    @Test
    void withoutBuildingsTheSamePlaceIsACircle() {
        List<CaseFact> cases = List.of(
                change(at("a", day(1), "G00")).position(121.0, 31.0).build(),
                change(at("b", day(1.1), "G00")).position(121.0002, 31.0).build(),
                change(at("c", day(1.2), "G00")).position(121.0001, 31.0001).build(),
                change(at("d", day(1.3), "G00")).position(121.01, 31.0).build());
        assertThat(look(cases, day(2))).as("findings").singleElement().satisfies(found -> {
            assertThat(found.detector()).as("detector").isEqualTo(Detector.REPEAT_NEARBY);
            assertThat(found.caseIds()).as("cases within 30 m").containsExactly("a", "b", "c");
        });
    }

    @Test
    void aCircleLiesOverTheMeridianOf180Degrees() {
        List<CaseFact> cases = List.of(
                change(at("a", day(1), "G00")).position(179.9999, -44.0).build(),
                change(at("b", day(1.1), "G00")).position(-179.9999, -44.0).build(),
                change(at("c", day(1.2), "G00")).position(180.0, -44.0001).build());
        assertThat(look(cases, day(2)))
                .as("cases within 30 m")
                .singleElement()
                .extracting(Finding::caseIds)
                .isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void anIncidentAfterAnUnresolvedFindingOfItsGroupIsASequence() {
        CaseFact finding = change(at("f", day(1), "G00")).origin(Stream.PATROL).build();
        CaseFact incident =
                change(at("i", day(2), "G00")).origin(Stream.LINKAGE110).build();
        assertThat(look(List.of(finding, incident), day(2)))
                .as("findings")
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.pattern()).as("rule").isEqualTo("incident-after-unresolved-findings");
                    assertThat(found.caseIds()).as("cases").containsExactly("f", "i");
                });
        assertThat(look(List.of(change(finding).turns(day(1.5)).build(), incident), day(2)))
                .as("resolved before")
                .isEmpty();
        assertThat(look(List.of(change(finding).group("fire").build(), incident), day(2)))
                .as("of another group")
                .isEmpty();
        assertThat(look(List.of(finding, incident), day(6))).as("long after").isEmpty();
    }

    @Test
    void manyRecordsOnOnePointAreANoteAndNoHotspot() {
        List<CaseFact> cases = IntStream.range(0, 40)
                .mapToObj(i -> change(at("c" + i, day(1 + i * 0.01), "G00"))
                        .position(121.0, 31.0)
                        .build())
                .toList();
        assertThat(look(cases, day(1.5))).as("findings").singleElement().satisfies(found -> {
            assertThat(found.detector()).as("detector").isEqualTo(Detector.DATA_QUALITY);
            assertThat(found.pattern()).as("kind").isEqualTo("default-point");
            assertThat(found.pageable()).as("pageable").isFalse();
        });
    }

    @Test
    void jobsLoggedSecondsApartByOnePersonCountOnce() {
        Instant start = day(1);
        List<CaseFact> cases = IntStream.range(0, 6)
                .mapToObj(i -> change(atBuilding("c" + i, start.plusSeconds(3L * i), "G00", "B1"))
                        .reporter("P7")
                        .build())
                .toList();
        assertThat(look(cases, day(1.5)))
                .as("findings")
                .extracting(Finding::detector, Finding::pattern)
                .containsExactly(tuple(Detector.DATA_QUALITY, "burst"));
    }

    @Property(tries = 50, seed = "4715")
    void theOrderOfTheCasesMakesNoDifference(@ForAll long seed) {
        List<CaseFact> cases = new ArrayList<>(IntStream.range(0, 30)
                .mapToObj(i -> change(atBuilding("c" + i, day(1 + (i * 7 % 30) * 0.1), "G00", "B" + i % 4))
                        .origin(i % 3 == 0 ? Stream.LINKAGE110 : Stream.PATROL)
                        .build())
                .toList());
        List<Finding> inOrder = look(cases, day(4));
        Collections.shuffle(cases, new Random(seed));
        assertThat(look(cases, day(4))).as("shuffled").isEqualTo(inOrder).isNotEmpty();
    }

    @Test
    void aReopenedFindingIsUnresolvedAgainFromItsReopeningOn() {
        CaseFact finding = change(at("f", day(1), "G00"))
                .patrolWork()
                .turns(day(1.2), day(1.4))
                .build();
        assertThat(look(List.of(finding, incident("i", day(1.3))), day(2)))
                .as("while it was closed")
                .extracting(Finding::pattern)
                .containsExactly("finding-reopened");
        assertThat(look(List.of(finding, incident("i", day(1.5))), day(2)))
                .as("after it was reopened")
                .extracting(Finding::pattern)
                .containsExactlyInAnyOrder("finding-reopened", "incident-after-unresolved-findings");
    }

    @Test
    void incidentsInARowAreOneSequenceThatEndsWhenNoneHasComeForSoLong() {
        CaseFact finding = change(at("f", day(1), "G00")).patrolWork().build();
        List<CaseFact> cases = List.of(finding, incident("i", day(2)), incident("j", day(3)), incident("k", day(6.5)));
        assertThat(watch(cases, day(7)).hotspots())
                .as("j is within 72 hours of the finding and of i; at k the finding is too old")
                .singleElement()
                .satisfies(hotspot -> {
                    assertThat(hotspot.finding().caseIds()).as("cases").containsExactly("f", "i", "j");
                    assertThat(hotspot.detectedAt()).as("begins with").isEqualTo(day(2));
                    assertThat(hotspot.endedAt()).as("ends").isEqualTo(day(6));
                });
    }

    @Test
    void aPlaceThatFallsSilentAndBeginsAgainIsTwoHotspots() {
        List<CaseFact> cases = IntStream.of(1, 2, 3, 4, 20, 21, 22)
                .mapToObj(day -> atBuilding("c" + day, day(day), "G00", "B1"))
                .toList();
        assertThat(GridWatch.look(Cases.row(3), "G00", cases, POLICY, day(23), day(0))
                        .hotspots())
                .as("episodes")
                .extracting(Hotspot::detectedAt, Hotspot::endedAt)
                .containsExactly(tuple(day(3), day(9)), tuple(day(22), null));
        assertThat(watch(cases, day(23)).hotspots())
                .as("what ended more than two days ago is final")
                .hasSize(1);
    }

    /** Expected are (3 others + 1) * 7 days / (20 buildings * 14 days); the figures were reckoned by hand. */
    @Test
    void fiveOfOneGroupInAQuietGridAreWorthAPageAndSayWhy() {
        assertThat(look(withBurst(elsewhere(3), 5), day(21)))
                .as("findings")
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.pageable()).as("pageable").isTrue();
                    assertThat(found.evidence().observed()).as("observed").isEqualTo(5.0);
                    assertThat(found.evidence().expected()).as("expected").isCloseTo(0.1, within(1e-12));
                    assertThat(found.evidence().p()).as("P(X >= 5)").isCloseTo(7.667801686189e-8, within(1e-18));
                    assertThat(found.evidence().recurrenceDays())
                            .as("1 / (0.1 / 7 * P(X >= 4) * 20 buildings * 1 group * 3 grids)")
                            .isCloseTo(303_279.707, within(0.001));
                    assertThat(found.evidence().baseline())
                            .as("baseline")
                            .isEqualTo("3 other cases at 20 places of the grid in 14 days");
                    assertThat(found.sentence())
                            .as("sentence")
                            .isEqualTo(
                                    "5 cases (noise) in 7 days at building B1 in grid G00; chance makes a place with "
                                            + "5 of one kind (noise) every 303280 days in the whole city.");
                    assertThat(found.sentenceZh())
                            .as("sentence")
                            .isEqualTo("网格G00楼栋B1在7天内发生5起案件（噪声）；全市偶然出现同类（噪声）5起约需303280天。");
                });
    }

    @Test
    void fiveInAGridWhereEveryBuildingHasManyAreNoPage() {
        assertThat(atB1(withBurst(elsewhere(39), 5))).as("at B1").satisfies(found -> {
            assertThat(found.pattern()).as("pattern").isEqualTo("repeat-5");
            assertThat(found.evidence().expected()).as("expected").isCloseTo(1.0, within(1e-12));
            assertThat(found.evidence().recurrenceDays()).as("recurrence").isCloseTo(6.144, within(0.001));
            assertThat(found.pageable()).as("pageable").isFalse();
        });
    }

    @Test
    void aPlaceThatAlwaysHasManyIsNoPageUntilItHasFarMore() {
        List<CaseFact> usual = new ArrayList<>(elsewhere(3));
        IntStream.range(0, 7).forEach(i -> usual.add(atBuilding("u" + i, day(7.5 + i * 0.9), "G00", "B1")));
        assertThat(atB1(withBurst(usual, 7))).as("as before").satisfies(found -> {
            assertThat(found.evidence().expected()).as("expected").isEqualTo(7.0);
            assertThat(found.evidence().baseline()).as("baseline").isEqualTo("the same place before");
            assertThat(found.pageable()).as("pageable").isFalse();
        });
        assertThat(atB1(withBurst(usual, 30)).pageable()).as("thirty").isTrue();
    }

    @Test
    void fourAreForTheDashboardHoweverImprobableAndSoAreFiveOfFiveGroups() {
        assertThat(atB1(withBurst(elsewhere(3), 4))).as("four").satisfies(found -> {
            assertThat(found.evidence().recurrenceDays()).as("recurrence").isGreaterThan(100.0);
            assertThat(found.pageable()).as("pageable").isFalse();
        });
        List<CaseFact> mixed = new ArrayList<>();
        for (CaseFact fact : withBurst(List.of(), 5)) {
            mixed.add(change(fact).group("kind-" + fact.caseId()).build());
        }
        assertThat(look(mixed, day(21)))
                .as("five groups")
                .extracting(Finding::pattern, Finding::pageable)
                .containsExactly(tuple("repeat-5", false));
    }

    @Test
    void aFewOfOtherGroupsDoNotHideTheFiveOfOne() {
        List<CaseFact> cases = new ArrayList<>(withBurst(elsewhere(3), 5));
        cases.add(
                change(atBuilding("other", day(20), "G00", "B1")).group("fire").build());
        assertThat(atB1(cases)).as("six, of which five of one").satisfies(found -> {
            assertThat(found.pageable()).as("pageable").isTrue();
            assertThat(found.evidence().observed()).as("of one group").isEqualTo(5.0);
            assertThat(found.sentence())
                    .as("sentence")
                    .startsWith("6 cases (all categories) in 7 days at building B1 in grid G00; chance makes a place "
                            + "with 5 of one kind (noise) every ");
        });
    }

    /** Two weeks of one grid of which the first case is 14 days before the last of {@link #withBurst}. */
    private static List<CaseFact> elsewhere(int cases) {
        return IntStream.range(0, cases)
                .mapToObj(i -> atBuilding("e" + i, day(7 + i * 14.0 / cases), "G00", "B" + (2 + i % 19)))
                .toList();
    }

    /** So many cases in the last two days at building B1. */
    private static List<CaseFact> withBurst(List<CaseFact> others, int cases) {
        List<CaseFact> all = new ArrayList<>(others);
        IntStream.range(0, cases).forEach(i -> all.add(atBuilding("b" + i, day(21 - i * 2.0 / cases), "G00", "B1")));
        return all;
    }

    private static Finding atB1(List<CaseFact> cases) {
        return look(cases, day(21)).stream()
                .filter(found -> "B1".equals(found.buildingId()))
                .findFirst()
                .orElseThrow();
    }

    private static CaseFact incident(String caseId, Instant at) {
        return change(at(caseId, at, "G00")).origin(Stream.LINKAGE110).build();
    }

    private static List<Finding> look(List<CaseFact> cases, Instant asOf) {
        return watch(cases, asOf).hotspots().stream()
                .filter(hotspot -> hotspot.state() == HotspotState.ACTIVE)
                .map(Hotspot::finding)
                .toList();
    }

    private static Watched watch(List<CaseFact> cases, Instant asOf) {
        List<CaseFact> opened =
                cases.stream().filter(fact -> !fact.openedAt().isAfter(asOf)).toList();
        return GridWatch.look(Cases.row(3), "G00", opened, POLICY, asOf, asOf.minus(Duration.ofDays(2)));
    }
}

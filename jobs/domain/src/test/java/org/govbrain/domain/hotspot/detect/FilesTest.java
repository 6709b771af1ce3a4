package org.govbrain.domain.hotspot.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.at;
import static org.govbrain.domain.hotspot.Cases.atBuilding;
import static org.govbrain.domain.hotspot.Cases.change;
import static org.govbrain.domain.hotspot.Cases.day;
import static org.govbrain.domain.hotspot.Cases.history;
import static org.govbrain.domain.hotspot.Cases.id;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Cases;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.HotspotState;
import org.govbrain.domain.hotspot.LookHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.junit.jupiter.api.Test;

/** What is said over time, from the same cases in any order of arrival. */
class FilesTest {
    private static final int GRIDS = 8;
    private static final int DAYS = 12;
    private static final HotspotCity CITY = Cases.row(GRIDS);
    /** Few replicas, and slices that are corrected as long as the test lasts. */
    private static final HotspotPolicy POLICY = policy(7);

    private static final CityVersions ALWAYS = always(CITY, POLICY);
    private static final CityVersions BY_DEFAULT = always(CITY, HotspotPolicy.DEFAULT);
    private static final Instant END = day(DAYS + 0.02);

    /**
     * Each case may be heard at any instant after it opened, and only then. In the end the same is said of every hotspot,
     * revisions included, but for what was said and taken back on the way.
     */
    @Property(tries = 3, seed = "4721")
    void anyOrderOfArrivalEndsInTheSameWordsOfADistrict(@ForAll long seed) {
        List<CaseHistory> cases = cityWithAClusterAndCorrections();
        Map<String, SaidHotspot> inTime = district(cases, new Random(seed), 0.0);
        Map<String, SaidHotspot> late = district(cases, new Random(seed), 5.0);
        assertThat(standing(late))
                .as("said in the end")
                .isEqualTo(standing(inTime))
                .isNotEmpty();
    }

    @Property(tries = 10, seed = "4722")
    void anyOrderOfArrivalEndsInTheSameWordsOfAGrid(@ForAll long seed) {
        List<CaseHistory> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            CaseFact fact = atBuilding("c" + i, day(1 + (i * 7 % 60) * 0.2), "G00", "B" + i % 5);
            cases.add(
                    i % 6 == 0
                            ? history(
                                    fact,
                                    change(fact).cancelled().build(),
                                    fact.openedAt().plusSeconds(90_000))
                            : history(fact));
        }
        Map<String, SaidHotspot> inTime = grid(cases, new Random(seed), 0.0);
        Map<String, SaidHotspot> late = grid(cases, new Random(seed), 5.0);
        assertThat(standing(late))
                .as("said in the end")
                .isEqualTo(standing(inTime))
                .isNotEmpty();
    }

    @Test
    void aReplayThatHearsEverythingAtOnceSaysWhatTheStreamSaid() {
        CityVersions versions = always(CITY, policy(2));
        List<CaseHistory> cases = cityWithAClusterAndCorrections();
        Map<String, SaidHotspot> stream = stream(cases, versions);
        assertThat(standing(replay(cases, versions)))
                .as("said")
                .isEqualTo(standing(stream))
                .isNotEmpty();
    }

    /** Each look is of the city of its own slice, whenever it is made; the last grid with its cluster leaves the city meanwhile. */
    @Test
    void aCityThatChangesIsSeenAlikeInAReplayAndInTheStream() {
        Instant change = day(DAYS - 2.5);
        CityVersion whole = new CityVersion(CITY, policy(2));
        CityVersion later = new CityVersion(Cases.row(GRIDS - 1), policy(3));
        CityVersions versions = at -> at.isBefore(change) ? whole : later;
        List<CaseHistory> cases = cityWithAClusterAndCorrections();
        for (int i = 0; i < 20; i++) {
            cases.add(history(at("y" + i, day(DAYS - 4 + i / 12.1), id(GRIDS - 1))));
        }
        Map<String, SaidHotspot> stream = stream(cases, versions);
        assertThat(stream.values())
                .as("the grid that leaves")
                .anyMatch(said -> said.hotspot().finding().gridIds().equals(List.of(id(GRIDS - 1))))
                .allMatch(said -> said.hotspot().state() == HotspotState.ENDED
                        || !said.hotspot().finding().gridIds().contains(id(GRIDS - 1)));
        assertThat(standing(replay(cases, versions))).as("said").isEqualTo(standing(stream));
    }

    /** Every six hours what has happened by then. */
    private static Map<String, SaidHotspot> stream(List<CaseHistory> cases, CityVersions versions) {
        Map<String, SaidHotspot> said = new LinkedHashMap<>();
        DistrictFile file = new DistrictFile();
        List<CaseHistory> heard = new ArrayList<>();
        for (double now = 0; now <= DAYS; now += 0.25) {
            Instant at = day(now);
            cases.stream()
                    .filter(history -> !history.openedAt().isAfter(at) && !heard.contains(history))
                    .forEach(history -> {
                        heard.add(history);
                        file.hear(history, null, versions);
                    });
            say(
                    file.advance(0, versions, heard, List.of(), List.of(), at, false)
                            .said(),
                    said);
        }
        say(file.advance(0, versions, heard, List.of(), List.of(), END, true).said(), said);
        return said;
    }

    private static Map<String, SaidHotspot> replay(List<CaseHistory> cases, CityVersions versions) {
        Map<String, SaidHotspot> said = new LinkedHashMap<>();
        say(
                new DistrictFile()
                        .advance(0, versions, cases, List.of(), List.of(), END, true)
                        .said(),
                said);
        return said;
    }

    @Test
    void slicesCloseInSilenceAndStateEnds() {
        DistrictFile file = new DistrictFile();
        List<CaseHistory> cases = new ArrayList<>(cityWithAClusterAndCorrections());
        List<EffortStep> steps =
                new ArrayList<>(List.of(new EffortStep("p", day(3), "G01", "officer", EventKind.VISIT)));
        DistrictFile.Step step = file.advance(0, ALWAYS, cases, List.of(), steps, day(DAYS), false);
        assertThat(step.next()).as("the next hour").isEqualTo(day(DAYS).plusSeconds(600));
        for (int day = DAYS; step.next() != null && day < 200; day++) {
            step = file.advance(0, ALWAYS, cases, List.of(), steps, day(day), false);
            Set<String> forgotten = Set.copyOf(step.forgetCases());
            cases.removeIf(history -> forgotten.contains(history.caseId()));
            steps.removeIf(patrol -> patrol.eventId().equals("p") && cases.isEmpty());
        }
        assertThat(step.next()).as("nothing to close").isNull();
        assertThat(cases).as("cases").isEmpty();
        assertThat(file.days.book.said).as("said of days").isEmpty();
        assertThat(file.hours.book.said).as("said of hours").isEmpty();
    }

    @Test
    void aGridForgetsWhatNoRuleCanAskForAnyMore() {
        GridFile file = new GridFile();
        List<CaseHistory> cases = List.of(
                history(atBuilding("a", day(1), "G00", "B1")),
                history(atBuilding("b", day(1.1), "G00", "B1")),
                history(atBuilding("c", day(1.2), "G00", "B1")));
        assertThat(file.advance("G00", BY_DEFAULT, cases, List.of(), day(1.3), false)
                        .said())
                .as("a repeat place")
                .hasSize(1);
        assertThat(file.advance("G00", BY_DEFAULT, cases, List.of(), day(8), false)
                        .said())
                .as("it has ended with the first case, and was said again each midnight before")
                .last()
                .satisfies(said -> assertThat(said.hotspot().state()).isEqualTo(HotspotState.ENDED));
        GridFile.Step last = file.advance("G00", BY_DEFAULT, cases, List.of(), day(30), false);
        assertThat(last.forget()).as("forgotten").containsExactlyInAnyOrder("a", "b", "c");
        assertThat(last.next()).as("nothing more to look at").isNull();
        assertThat(file.book.said).as("said").isEmpty();
    }

    /** A place that never falls silent: what was expected there does not change with what is forgotten meanwhile. */
    @Test
    void aRepeatPlaceKeepsTheCasesThatItWasReckonedFrom() {
        List<CaseHistory> cases = new ArrayList<>();
        IntStream.range(0, 9).forEach(i -> cases.add(history(atBuilding("e" + i, day(1 + i), "G00", "B" + (2 + i)))));
        IntStream.range(0, 6).forEach(i -> cases.add(history(atBuilding("b" + i, day(10 + i * 0.2), "G00", "B1"))));
        IntStream.range(0, 30).forEach(i -> cases.add(history(atBuilding("l" + i, day(12 + i * 2), "G00", "B1"))));
        GridFile file = new GridFile();
        List<CaseHistory> known = new ArrayList<>();
        List<SaidHotspot> said = new ArrayList<>();
        for (CaseHistory history : cases) {
            known.add(history);
            GridFile.Step step = file.advance("G00", BY_DEFAULT, known, List.of(), history.openedAt(), false);
            known.removeIf(each -> step.forget().contains(each.caseId()));
            said.addAll(step.said());
        }
        Evidence atOnce = GridWatch.look(
                        CITY,
                        "G00",
                        cases.stream()
                                .flatMap(history -> history.asOf(day(71)).stream())
                                .toList(),
                        HotspotPolicy.DEFAULT,
                        day(71),
                        day(69))
                .hotspots()
                .get(0)
                .finding()
                .evidence();
        assertThat(said).as("said in the end").last().satisfies(last -> {
            assertThat(last.hotspot().finding().caseIds()).as("its cases").hasSize(36);
            assertThat(last.hotspot().finding().evidence()).as("evidence").isEqualTo(atOnce);
        });
    }

    /** In a busy city something happens every hour: without this each slice would be looked at once for every hour. */
    @Test
    void aClosedSliceIsLookedAtAgainOnlyWhenWhatItSawIsCorrectedAndWhenItsCorrectionEnds() {
        LookHistory looks = new LookHistory();
        List<Instant> asked = new ArrayList<>();
        LookHistory.Looker looker = new LookHistory.Looker() {
            @Override
            public List<Finding> look(Instant end, Instant asOf) {
                asked.add(asOf);
                return List.of();
            }

            @Override
            public boolean changed(Instant end, Instant after, Instant until) {
                return after.isBefore(until);
            }
        };
        Duration fresh = Duration.ofHours(1);
        Duration keep = Duration.ofDays(3);
        looks.close(List.of(day(1)), day(1).plus(fresh), fresh, keep, looker);
        looks.close(List.of(day(1), day(2)), day(2).plus(fresh), fresh, keep, looker);
        assertThat(asked).as("as each closes").containsExactly(day(1).plus(fresh), day(2).plus(fresh));
        asked.clear();
        looks.correct(look -> look.end().equals(day(1)));
        looks.close(List.of(day(1), day(2)), day(2.5), fresh, keep, looker);
        assertThat(asked).as("what was corrected").containsExactly(day(1).plus(fresh));
        asked.clear();
        looks.close(List.of(day(1), day(2)), day(4.5), fresh, keep, looker);
        assertThat(asked).as("at the end of its correction").containsExactly(day(4));
    }

    @Test
    void aSplitGridLeavesDefinedResults() {
        List<CaseHistory> cases = new ArrayList<>();
        Cases.quiet(GRIDS, DAYS, 6, 11).forEach(fact -> cases.add(history(fact)));
        // Grid G07 was split into two that the city knows now; the old one is in the cases only.
        for (int i = 0; i < 10; i++) {
            cases.add(history(at("old" + i, day(i), "G07-old")));
        }
        DistrictFile.Step step = new DistrictFile().advance(0, ALWAYS, cases, List.of(), List.of(), END, true);
        assertThat(step.said())
                .as("no hotspot of a grid that is no more")
                .allSatisfy(
                        said -> assertThat(said.hotspot().finding().gridIds()).doesNotContain("G07-old"));
    }

    private static List<CaseHistory> cityWithAClusterAndCorrections() {
        List<CaseHistory> cases = new ArrayList<>();
        int number = 0;
        for (CaseFact fact : Cases.quiet(GRIDS, DAYS, 6, 1)) {
            number++;
            Instant later = fact.openedAt().plusSeconds(3_600L * (number % 40));
            cases.add(
                    number % 9 == 0
                            ? history(fact, change(fact).cancelled().build(), later)
                            : number % 11 == 0
                                    ? history(
                                            fact,
                                            change(fact)
                                                    .grid(id(number % GRIDS))
                                                    .build(),
                                            later)
                                    : history(fact));
        }
        for (int i = 0; i < 20; i++) {
            cases.add(history(at("x" + i, day(DAYS - 3 + i / 10.1), id(3))));
        }
        return cases;
    }

    private static Map<String, SaidHotspot> district(List<CaseHistory> cases, Random random, double mostDaysLate) {
        DistrictFile file = new DistrictFile();
        List<CaseHistory> heard = new ArrayList<>();
        Map<String, SaidHotspot> said = new LinkedHashMap<>();
        SortedMap<Instant, List<CaseHistory>> arrivals = arrivals(cases, random, mostDaysLate);
        arrivals.forEach((now, news) -> {
            news.forEach(history -> {
                heard.add(history);
                file.hear(history, null, ALWAYS);
            });
            say(file.advance(0, ALWAYS, heard, List.of(), List.of(), now, false).said(), said);
        });
        say(file.advance(0, ALWAYS, heard, List.of(), List.of(), END, true).said(), said);
        return said;
    }

    private static Map<String, SaidHotspot> grid(List<CaseHistory> cases, Random random, double mostDaysLate) {
        GridFile file = new GridFile();
        GridFile afresh = new GridFile();
        List<CaseHistory> heard = new ArrayList<>();
        Map<String, SaidHotspot> said = new LinkedHashMap<>();
        arrivals(cases, random, mostDaysLate).forEach((now, news) -> {
            heard.addAll(news);
            List<SaidHotspot> step =
                    file.advance("G00", ALWAYS, heard, List.of(), now, false).said();
            assertThat(afresh.advance("G00", at -> new CityVersion(CITY, POLICY), heard, List.of(), now, false)
                            .said())
                    .as("what a version remembers of a grid changes nothing")
                    .isEqualTo(step);
            say(step, said);
        });
        say(file.advance("G00", ALWAYS, heard, List.of(), END, true).said(), said);
        return said;
    }

    /** When each case is heard: every six hours, those that opened by then, or up to some days later. */
    private static SortedMap<Instant, List<CaseHistory>> arrivals(
            Collection<CaseHistory> cases, Random random, double mostDaysLate) {
        SortedMap<Instant, List<CaseHistory>> arrivals = new TreeMap<>();
        for (CaseHistory history : cases) {
            double opened = (history.openedAt().toEpochMilli() - day(0).toEpochMilli()) / 86_400_000.0;
            double heard = Math.min(DAYS, Math.ceil(4 * (opened + random.nextDouble() * mostDaysLate)) / 4);
            arrivals.computeIfAbsent(day(heard), at -> new ArrayList<>()).add(history);
        }
        return arrivals;
    }

    private static void say(List<SaidHotspot> news, Map<String, SaidHotspot> said) {
        for (SaidHotspot each : news) {
            SaidHotspot before = said.put(each.hotspot().hotspotId(), each);
            assertThat(before == null ? 0 : before.revision())
                    .as("revision before %s", each)
                    .isLessThan(each.revision());
        }
    }

    private static Map<String, SaidHotspot> standing(Map<String, SaidHotspot> said) {
        Map<String, SaidHotspot> standing = new TreeMap<>(said);
        standing.values().removeIf(each -> each.hotspot().withdrawn());
        return standing;
    }

    private static CityVersions always(HotspotCity city, HotspotPolicy policy) {
        CityVersion version = new CityVersion(city, policy);
        return at -> version;
    }

    private static HotspotPolicy policy(int days) {
        HotspotPolicy otherwise = HotspotPolicy.DEFAULT;
        HotspotPolicy.Scan scan = otherwise.scan();
        return new HotspotPolicy(
                "test",
                otherwise.latenessMinutes(),
                new HotspotPolicy.Revision(days, days * 24),
                otherwise.statistics(),
                otherwise.repeat(),
                otherwise.sequences(),
                otherwise.daily(),
                new HotspotPolicy.Scan(
                        scan.days(), scan.maxDays(), 48, 3, scan.radiusM(), scan.maxGrids(), 19, 0.3, scan.pageDays()),
                otherwise.nearRepeat(),
                otherwise.quality(),
                otherwise.uncountedCategories());
    }
}

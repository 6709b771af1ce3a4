package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;

/** Nine quiet days in six grids, and one end of a shuttle in one of them: its other end is in another district. */
class TripsOfDistrictTest {
    /** Slices are corrected for as long as anything is late, and are final in the end. */
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(Map.of(
            "grids.geojson", HotspotEvents.row(6).getBytes(StandardCharsets.UTF_8), "hotspots.yaml", """
                version: test-1
                revision: {days: 15, hours: 72}
                daily: {slices: 10, minSlices: 5, minCases: 5}
                scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 19, alpha: 0.2}
                nearRepeat: {days: 2, historyDays: 6}
                """.getBytes(
                            StandardCharsets.UTF_8)));

    private static final int TRIPS = 14;

    /** What is heard at an instant of event time. */
    private record News(double day, DistrictInput input) {}

    /** Trips are heard before their cases or after them, in time or days later, and some are taken back for a while. */
    @Property(tries = 12, seed = "20261126", shrinking = ShrinkingMode.OFF)
    void inAnyOrderAndWithRestartsTripsAreAsGoodAsNotThere(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<News> news = new ArrayList<>(quiet());
        for (int i = 0; i < TRIPS; i++) {
            double known = opened(Math.max(i, 5));
            double heard = known + (random.nextBoolean() ? 0 : random.nextDouble());
            news.add(new News(opened(i), trip(i)));
            news.add(new News(heard, told(i, true)));
            if (random.nextInt(3) == 0) {
                news.add(new News(heard + 0.3, told(i, false)));
                news.add(new News(heard + 0.6 + 0.4 * random.nextDouble(), told(i, true)));
            }
        }
        Collections.shuffle(news, random);
        news.sort(Comparator.comparing(each -> Math.ceil(4 * each.day)));
        assertThat(play(news, random.nextBoolean())).as("standing").isEqualTo(play(quiet(), false));
    }

    @Example
    void theSameCasesByManyPersonsAreHotSpots() throws Exception {
        List<News> news = new ArrayList<>(quiet());
        for (int i = 0; i < TRIPS; i++) {
            news.add(new News(opened(i), trip(i)));
        }
        news.sort(Comparator.comparing(News::day));
        Map<String, String> more = play(news, false);
        more.keySet().removeAll(play(quiet(), false).keySet());
        assertThat(more.keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("what they are unless they are known as trips")
                .contains("gi-star", "ears");
    }

    /** As their cases were when another person proved to have logged them, whichever of the two files is heard last. */
    @Example
    void whatAnotherFileTellsStaysWhenTheFirstTakesItBack() throws Exception {
        List<News> news = new ArrayList<>(quiet());
        for (int i = 0; i < TRIPS; i++) {
            news.add(new News(opened(i), trip(i)));
            news.add(new News(opened(i) + 0.1, of("ONE", told(i, true))));
            news.add(new News(9.1, of("OTHER", told(i, true))));
            news.add(new News(9.2, of("ONE", told(i, false))));
        }
        news.sort(Comparator.comparing(News::day));
        assertThat(play(news, false)).as("standing").isEqualTo(play(quiet(), false));
    }

    /** Taken over from state that did not say whose word it is. */
    @Example
    void aWordWithoutItsFileIsTakenBackByTheNextOfItsCase() throws Exception {
        List<News> news = new ArrayList<>(quiet());
        List<News> never = new ArrayList<>(quiet());
        for (int i = 0; i < TRIPS; i++) {
            news.add(new News(opened(i), trip(i)));
            never.add(new News(opened(i), trip(i)));
            news.add(new News(opened(i) + 0.1, told(i, true)));
            news.add(new News(9.1, of("ONE", told(i, false))));
        }
        news.sort(Comparator.comparing(News::day));
        never.sort(Comparator.comparing(News::day));
        assertThat(play(news, false)).as("standing").isEqualTo(play(never, false));
    }

    private static DistrictInput of(String fileKey, DistrictInput input) {
        Trip trip = Objects.requireNonNull(input.trip());
        return new DistrictInput(input.district(), null, null, trip.saidBy(fileKey));
    }

    /** The documents that stand in the end, by id. */
    private static Map<String, String> play(List<News> news, boolean restarts) throws Exception {
        List<SaidHotspot> said = new ArrayList<>();
        try (var district = HotspotHarness.districts(CITY)) {
            double reached = 0;
            for (News each : news) {
                double day = Math.ceil(4 * each.day) / 4;
                if (day > reached) {
                    if (restarts) {
                        said.addAll(district.said());
                        district.restart();
                    }
                    district.passTo(day(reached));
                    reached = day;
                }
                district.hear(each.input);
            }
            district.passTo(day(13.02));
            said.addAll(district.said());
        }
        return HotspotHarness.standing(said, each -> each);
    }

    private static List<News> quiet() {
        Random random = new Random(5);
        List<News> news = new ArrayList<>();
        for (int i = 0; i < 54; i++) {
            double day = i / 6.0 + random.nextDouble() * 0.1;
            news.add(new News(day, logged("P" + i, day, gridId(random.nextInt(6)), null)));
        }
        news.sort(Comparator.comparing(News::day));
        return news;
    }

    private static double opened(int number) {
        return 7.6 + number / 12.0;
    }

    private static DistrictInput trip(int number) {
        return logged("T" + number, opened(number), gridId(2), "B1");
    }

    private static DistrictInput told(int number, boolean known) {
        Trip trip = new Trip("T" + number, day(opened(number)), day(opened(Math.max(number, 5))), List.of(gridId(2)));
        return new DistrictInput(0, null, null, known ? trip : trip.withdrawn());
    }

    private static DistrictInput logged(String id, double day, String gridId, @Nullable String building) {
        CaseHistory history = HotspotEvents.history(
                id,
                List.of(
                        building == null
                                ? HotspotEvents.reported(id, day, gridId)
                                : HotspotEvents.loggedBy("DRIVER", id, day, gridId, building)));
        return new DistrictInput(0, history, null, null);
    }
}

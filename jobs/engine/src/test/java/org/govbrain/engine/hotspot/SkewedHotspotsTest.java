package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.event;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.loggedBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.Skew;
import org.govbrain.engine.follow.Skew.Document;
import org.govbrain.engine.follow.Skew.Heard;
import org.govbrain.engine.reference.FixedReferenceSource;

/**
 * At every moment of event time hotspots are those of what had happened by then, whatever is known already: neither a look nor the
 * first look is led astray by what is ahead.
 */
class SkewedHotspotsTest {
    private static final int DAYS = 12;
    private static final FixedReferenceSource CITY = HotspotEvents.quickCity();

    @Property(tries = 12, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void rulesOfAGridSeeTheSameAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<HotspotInput>> heard = cases(
                random,
                each -> HotspotInput.of(String.valueOf(each.gridId()), each),
                (grid, trip) -> HotspotInput.of(grid, trip));
        assertSame(seed, () -> HotspotHarness.grids(CITY), new Skew<>(heard, looks(7)), random);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void statisticsOfADistrictSeeTheSameAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<DistrictInput>> heard = cases(
                random,
                each -> new DistrictInput(0, each, null, null),
                (grid, trip) -> new DistrictInput(0, null, null, trip));
        for (int i = 0; i < 10; i++) {
            Instant at = day(random.nextDouble() * DAYS);
            EffortStep step = new EffortStep("S" + i, at, gridId(random.nextInt(3)), "O1", EventKind.VISIT);
            heard.add(new Heard<>(at, random.nextInt(4), new DistrictInput(0, null, step, null)));
        }
        assertSame(seed, () -> HotspotHarness.districts(CITY), new Skew<>(heard, looks(11)), random);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF, seed = "20261127")
    void tripsAreTheSameAtEveryMoment(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<Heard<LoggedCase>> heard = new ArrayList<>();
        double day = random.nextDouble();
        for (int i = 0; i < 40; i++) {
            CaseHistory history = CaseHistory.of(
                    "T" + i,
                    Stream.PLATFORM,
                    false,
                    List.of(loggedBy("DRIVER", "T" + i, day, gridId(random.nextInt(2)), "B" + random.nextInt(2))),
                    CategoryCatalogue.empty());
            int channel = random.nextInt(4);
            LoggedCase.of(null, history).forEach(each -> heard.add(new Heard<>(history.openedAt(), channel, each)));
            day += (random.nextInt(6) == 0 ? 12 : 1) * (1 + random.nextInt(3)) / 24.0;
        }
        Skew<LoggedCase> skew = new Skew<>(heard, looks(5));
        Duration ahead = Duration.ofMinutes(1 + random.nextInt(3 * 24 * 60));
        try (var one = HotspotHarness.trips(CITY);
                var other = HotspotHarness.trips(CITY)) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedHotspotsTest::takeTrips);
            Map<Instant, Map<String, Document>> skewed =
                    skew.skewed(other, SkewedHotspotsTest::takeTrips, ahead, random.nextInt(3), random);
            // A trip says from when it is one.
            skewed.forEach((look, trips) ->
                    trips.values().removeIf(trip -> trip.text().compareTo(look.toString()) > 0));
            assertThat(skew.difference(inOrder, skewed))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEmpty();
        }
    }

    private interface Opened<I> {
        KeyedRun<?, I, SaidHotspot> open() throws Exception;
    }

    private static <I> void assertSame(long seed, Opened<I> operator, Skew<I> skew, Random random) throws Exception {
        Duration ahead = Duration.ofMinutes(1 + random.nextInt(5 * 24 * 60));
        try (KeyedRun<?, I, SaidHotspot> one = operator.open();
                KeyedRun<?, I, SaidHotspot> other = operator.open()) {
            Map<Instant, Map<String, Document>> inOrder = skew.inOrder(one, SkewedHotspotsTest::take);
            Map<Instant, Map<String, Document>> skewed =
                    skew.skewed(other, SkewedHotspotsTest::take, ahead, random.nextInt(3), random);
            assertThat(skew.difference(inOrder, skewed))
                    .as("seed %s, %s ahead", seed, ahead)
                    .isEmpty();
        }
    }

    /** Half a minute from everything that happens: whoever speaks at most once a second has spoken by then. */
    private static List<Instant> looks(int hours) {
        return Skew.each(Duration.ofHours(hours), day(0).minusSeconds(30), day(DAYS + 20));
    }

    /** Cases that are closed and reopened, told with each step by the task that has them; one in a while is said to be a trip. */
    private static <I> List<Heard<I>> cases(
            Random random, Function<CaseHistory, I> input, java.util.function.BiFunction<String, Trip, I> tripInput) {
        List<Heard<I>> heard = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String grid = gridId(random.nextInt(2));
            String id = "P" + i;
            int channel = random.nextInt(4);
            double day = minute(random.nextDouble() * DAYS);
            List<GovernanceEvent> events = new ArrayList<>();
            double opened = day;
            for (EventKind kind : List.of(EventKind.REPORTED, EventKind.CLOSED, EventKind.REOPENED, EventKind.CLOSED)) {
                events.add(event(Stream.PLATFORM, id, kind, day, grid, "B" + random.nextInt(2)));
                heard.add(new Heard<>(day(day), channel, input.apply(HotspotEvents.history(id, events))));
                day = minute(day + random.nextDouble() * 3 + 0.01);
            }
            if (random.nextInt(5) == 0) {
                Trip trip = new Trip(id, day(opened), day(minute(opened + 0.1)), List.of(grid));
                heard.add(new Heard<>(day(minute(opened + 0.1)), channel, tripInput.apply(grid, trip)));
            }
        }
        return heard;
    }

    private static double minute(double day) {
        return Math.ceil(day * 1440) / 1440;
    }

    private static void take(KeyedRun<?, ?, SaidHotspot> run, Map<String, Document> standing) {
        for (SaidHotspot each : run.said()) {
            Document.write(
                    standing,
                    each.hotspot().hotspotId(),
                    each.revision(),
                    each.hotspot().withdrawn() ? "" : each.hotspot());
        }
    }

    private static void takeTrips(KeyedRun<?, ?, HotspotInput> run, Map<String, Document> standing) {
        for (HotspotInput each : run.said()) {
            Trip trip = Objects.requireNonNull(each.trip());
            if (trip.since() == null) {
                standing.remove(trip.caseId());
            } else {
                standing.put(trip.caseId(), new Document(0, trip.since() + " " + trip.gridIds()));
            }
        }
    }
}

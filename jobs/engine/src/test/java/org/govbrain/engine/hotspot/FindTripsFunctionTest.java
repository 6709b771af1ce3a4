package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.loggedBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody goes to and fro between two grids, an hour each way; six are a shuttle's. */
class FindTripsFunctionTest {
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", HotspotEvents.row(6).getBytes(StandardCharsets.UTF_8)));

    private OperatorRun<LoggedCase, HotspotInput> trips;

    @BeforeEach
    void open() throws Exception {
        trips = new OperatorRun<>(
                () -> new FindTripsFunction(new HotspotSettings(CITY, Long.MAX_VALUE)), LoggedCase::key);
    }

    @AfterEach
    void close() {
        trips.close();
    }

    @Test
    void theSixthTripMakesAllOfThemKnownToTheirGrids() throws Exception {
        for (int i = 0; i < 5; i++) {
            hear(trip(i));
        }
        trips.passTo(at(4));
        assertThat(trips.said()).as("five").isEmpty();
        hear(trip(5));
        trips.passTo(at(5));
        assertThat(trips.said())
                .as("six")
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(i -> HotspotInput.of(grid(i), told(i, at(5))))
                        .toList());
        hear(trip(6));
        trips.passTo(at(6));
        assertThat(trips.said()).as("one more").containsExactly(HotspotInput.of(grid(6), told(6, at(6))));
    }

    @Test
    void everyOrderWithRepetitionsAndRestartsEndsInTheSameTrips() throws Exception {
        List<CaseHistory> all = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(FindTripsFunctionTest::trip).toList());
        Map<String, Trip> expected = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            expected.put("T" + i, told(i, at(Math.max(5, i))));
        }
        for (int seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            List<CaseHistory> disturbed = new ArrayList<>(all);
            disturbed.addAll(all.subList(2, 5));
            Collections.shuffle(disturbed, random);
            Map<String, Trip> standing = new TreeMap<>();
            for (CaseHistory history : disturbed) {
                hear(history);
                trips.passTo(at(9 + random.nextInt(3)));
                take(standing);
                if (random.nextInt(3) == 0) {
                    trips.restart();
                }
            }
            trips.passTo(day(5));
            take(standing);
            assertThat(standing).as("seed %s", seed).isEqualTo(expected);
            close();
            open();
        }
    }

    @Test
    void aTripThatProvesToBeNoneIsTakenBackWithTheOthers() throws Exception {
        for (int i = 0; i < 6; i++) {
            hear(trip(i));
        }
        trips.passTo(at(6));
        trips.said();
        CaseHistory third = trip(3);
        CaseHistory superseded = new CaseHistory(
                third.caseId(),
                third.openedAt(),
                third.origin(),
                third.caseSince(),
                true,
                third.reporterId(),
                third.views(),
                third.turns());
        LoggedCase.of(third, superseded).forEach(this::hear);
        trips.passTo(at(7));
        assertThat(trips.said())
                .extracting(each -> Objects.requireNonNull(each.trip()).since())
                .as("all six")
                .hasSize(6)
                .containsOnlyNulls();
    }

    @Test
    void aCaseThatAnotherPersonLoggedIsTakenFromTheOne() throws Exception {
        for (int i = 0; i < 6; i++) {
            hear(trip(i));
        }
        trips.passTo(at(6));
        trips.said();
        CaseHistory others = history("T3", 3, "OTHER");
        List<LoggedCase> told = LoggedCase.of(trip(3), others);
        assertThat(told).as("told to both").extracting(LoggedCase::key).containsExactly("DRIVER/null", "OTHER/null");
        told.forEach(this::hear);
        trips.passTo(at(7));
        assertThat(trips.said())
                .as("all six are none")
                .allMatch(each -> Objects.requireNonNull(each.trip()).since() == null)
                .hasSize(6);
    }

    @Test
    void whatRulesLookAtNoMoreIsForgottenAndNotHeardAgain() throws Exception {
        for (int i = 0; i < 6; i++) {
            hear(trip(i));
        }
        trips.passTo(at(6));
        assertThat(trips.said()).as("trips").hasSize(6);
        trips.passTo(day(120));
        assertThat(trips.kept()).as("state and timers").isZero();
        hear(trip(2));
        trips.passTo(day(121));
        assertThat(trips.said())
                .as("of what was forgotten nothing is taken back")
                .isEmpty();
        assertThat(trips.kept()).as("state and timers").isZero();
    }

    private void take(Map<String, Trip> standing) {
        for (HotspotInput input : trips.said()) {
            Trip trip = Objects.requireNonNull(input.trip());
            if (trip.since() == null) {
                standing.remove(trip.caseId());
            } else {
                standing.put(trip.caseId(), trip);
            }
        }
    }

    private void hear(CaseHistory history) throws Exception {
        for (LoggedCase each : LoggedCase.of(null, history)) {
            trips.hear(each);
        }
    }

    private void hear(LoggedCase logged) {
        try {
            trips.hear(logged);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant at(int hour) {
        return day(1 + hour / 24.0);
    }

    private static String grid(int number) {
        return gridId(number % 2);
    }

    private static Trip told(int number, Instant since) {
        return new Trip("T" + number, at(number), since, List.of(grid(number)), "DRIVER/null");
    }

    private static CaseHistory trip(int number) {
        return history("T" + number, number, "DRIVER");
    }

    private static CaseHistory history(String id, int number, String person) {
        return HotspotEvents.history(
                id, List.of(loggedBy(person, id, 1 + number / 24.0, grid(number), "B" + number % 2)));
    }
}

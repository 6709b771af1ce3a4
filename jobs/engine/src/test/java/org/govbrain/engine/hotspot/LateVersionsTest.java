package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.loggedBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.ScriptedReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Versions of the city that are in force from the third day on and that those who watch it read two days late, or with a restart:
 * they look again, and say what they would have said in time.
 */
class LateVersionsTest {
    private static final Instant FROM = day(3);
    private static final double READ = 5.3;

    private enum Reads {
        IN_TIME,
        LATE,
        WITH_A_RESTART,
        NEVER
    }

    @Test
    void rulesAreThoseInForce() throws Exception {
        same(reads -> grid(reads, hotspots(2, 4)));
    }

    @Test
    void aDistrictLooksAgainAtTheSlicesSince() throws Exception {
        same(reads -> district(reads, Map.of("grids.geojson", HotspotEvents.row(4))));
    }

    @Test
    void casesAreToldToTheDistrictThatTheirGridHadThen() throws Exception {
        same(reads -> districtsTold(reads, Map.of("grids.geojson", HotspotEvents.row(2))));
    }

    @Test
    void tripsAreThoseThatItCallsSo() throws Exception {
        same(reads -> trips(reads, hotspots(1, 3)));
    }

    private interface Play {
        Map<String, String> of(Reads reads) throws Exception;
    }

    private static void same(Play play) throws Exception {
        Map<String, String> inTime = play.of(Reads.IN_TIME);
        assertThat(inTime).as("something to get wrong").isNotEqualTo(play.of(Reads.NEVER));
        assertThat(play.of(Reads.LATE)).as("read late").isEqualTo(inTime);
        assertThat(play.of(Reads.WITH_A_RESTART)).as("read with a restart").isEqualTo(inTime);
    }

    private static Map<String, String> hotspots(int days, int shuttleTrips) {
        return Map.of("hotspots.yaml", """
                version: test-%s
                repeat: {windowDays: %1$s, baseDays: 1}
                revision: {days: 7, hours: 120}
                quality: {shuttleTrips: %2$s}
                daily: {slices: 6, minSlices: 2, minCases: 1, alpha: 0.5}
                scan: {days: 2, maxDays: 1, hours: 24, maxHours: 2, replicas: 19, alpha: 0.5}
                nearRepeat: {days: 1, historyDays: 3}
                """.formatted(days, shuttleTrips));
    }

    private static ScriptedReference city() {
        return new ScriptedReference()
                .publish(Instant.EPOCH, hotspots(1, 4))
                .publish(Instant.EPOCH, Map.of("grids.geojson", HotspotEvents.row(3)));
    }

    /** Plays seven days through an operator. */
    private static <K, I, O> List<O> play(
            KeyedRun<K, I, O> run,
            ScriptedReference city,
            Reads reads,
            Map<String, String> change,
            List<I> inputs,
            List<Double> at,
            Collect<K, I, O> collect)
            throws Exception {
        List<O> said = new ArrayList<>();
        int next = 0;
        boolean published = reads == Reads.NEVER;
        for (double now = 0.1; now < 7.5; now += 0.1) {
            for (; next < inputs.size() && at.get(next) <= now; next++) {
                hear(run, inputs.get(next));
            }
            if (!published && now >= (reads == Reads.IN_TIME ? 2.5 : READ)) {
                published = true;
                city.publish(FROM, change);
                if (reads == Reads.WITH_A_RESTART) {
                    said.addAll(collect.from(run));
                    run.restart();
                }
            }
            run.passTo(day(now));
        }
        said.addAll(collect.from(run));
        return said;
    }

    @SuppressWarnings("unchecked")
    private static <K, I, O> void hear(KeyedRun<K, I, O> run, I input) throws Exception {
        run.hear(input);
    }

    private interface Collect<K, I, O> {
        List<O> from(KeyedRun<K, I, O> run);
    }

    private static Map<String, String> grid(Reads reads, Map<String, String> change) throws Exception {
        ScriptedReference city = city();
        try (KeyedRun<String, HotspotInput, SaidHotspot> run = HotspotHarness.grids(city)) {
            List<HotspotInput> inputs = new ArrayList<>();
            List<Double> at = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                inputs.add(HotspotInput.of(gridId(0), history(i, null)));
                at.add(opened(i));
            }
            return HotspotHarness.standing(
                    play(run, city, reads, change, inputs, at, KeyedRun::said), SaidHotspot::hotspot);
        }
    }

    private static Map<String, String> district(Reads reads, Map<String, String> change) throws Exception {
        ScriptedReference city = city();
        try (KeyedRun<Integer, DistrictInput, SaidHotspot> run = HotspotHarness.districts(city)) {
            List<DistrictInput> inputs = new ArrayList<>();
            List<Double> at = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                inputs.add(new DistrictInput(0, history(i, null), null, null));
                at.add(opened(i));
            }
            return HotspotHarness.standing(
                    play(run, city, reads, change, inputs, at, KeyedRun::said), SaidHotspot::hotspot);
        }
    }

    /** Which district counts which case by the last word. */
    private static Map<String, String> districtsTold(Reads reads, Map<String, String> change) throws Exception {
        ScriptedReference city = city();
        Map<String, String> told = new TreeMap<>();
        try (KeyedRun<String, HotspotInput, SaidHotspot> run = HotspotHarness.grids(city)) {
            List<HotspotInput> inputs = new ArrayList<>();
            List<Double> at = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                inputs.add(HotspotInput.of(gridId(2), history(i, null)));
                at.add(opened(i));
            }
            play(run, city, reads, change, inputs, at, each -> {
                for (DistrictInput input : each.said(HotspotStreams.DISTRICTS)) {
                    String counted = Objects.requireNonNull(input.history()).caseId() + " in " + input.district();
                    if (input.left()) {
                        told.remove(counted);
                    } else {
                        told.put(counted, "counted");
                    }
                }
                return List.of();
            });
        }
        return told;
    }

    private static Map<String, String> trips(Reads reads, Map<String, String> change) throws Exception {
        ScriptedReference city = city();
        Map<String, String> standing = new TreeMap<>();
        try (KeyedRun<String, LoggedCase, HotspotInput> run = HotspotHarness.trips(city)) {
            List<LoggedCase> inputs = new ArrayList<>();
            List<Double> at = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                // Three in a row and a pause of a day: no shuttle where that takes four.
                double opened = Math.floorDiv(i, 3) + i % 3 / 24.0;
                inputs.addAll(LoggedCase.of(null, logged(i, opened, "DRIVER")));
                at.add(opened);
            }
            for (HotspotInput input : play(run, city, reads, change, inputs, at, KeyedRun::said)) {
                Trip trip = Objects.requireNonNull(input.trip());
                if (trip.since() == null) {
                    standing.remove(trip.caseId());
                } else {
                    standing.put(trip.caseId(), trip.toString());
                }
            }
        }
        return standing;
    }

    private static double opened(int number) {
        return number * 0.23;
    }

    private static CaseHistory history(int number, @Nullable String person) {
        return logged(number, opened(number), person == null ? "P" + number : person);
    }

    private static CaseHistory logged(int number, double opened, String person) {
        String id = "T" + number;
        return HotspotEvents.history(
                id, List.of(loggedBy(person, id, opened, gridId(number % 3 == 2 ? 2 : 0), "B" + number % 2)));
    }
}

package org.govbrain.local.hotspots;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.simulate.PlannedHotspot;
import org.govbrain.local.simulate.Simulation;
import org.govbrain.local.simulate.SimulatorSettings;
import org.junit.jupiter.api.Test;

class HotspotEvaluationTest {
    private static final Instant FROM = Instant.parse("2026-03-08T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-22T00:00:00Z");

    @Test
    void findsAndFalseAlarmsAreCountedByDetector() {
        List<PlannedHotspot> planned = List.of(
                planned(PlannedHotspot.Kind.SURGE, "2026-03-10", "2026-03-12", "a1", "a2", "a3", "a4"),
                planned(PlannedHotspot.Kind.SURGE, "2026-03-14", "2026-03-16", "b1", "b2", "b3"),
                planned(PlannedHotspot.Kind.SURGE, "2026-03-02", "2026-03-04", "early"),
                planned(PlannedHotspot.Kind.REPEAT_PLACE, "2026-03-20", "2026-03-23", "not over"));
        Detector scan = Detector.SCAN_PERMUTATION;
        List<Hotspot> told = List.of(
                hotspot(scan, "2026-03-11T12:00:00Z", "", false, "a1", "a2", "a3", "x"),
                hotspot(scan, "2026-03-11T18:00:00Z", "", true, "a2", "a3", "a4"),
                hotspot(scan, "2026-03-19T00:00:00Z", "", false, "b1", "b2", "b3"),
                hotspot(scan, "2026-03-15T00:00:00Z", "", false, "b1", "b2"));
        List<Hotspot> quiet = List.of(
                hotspot(scan, "2026-03-09T00:00:00Z", "", true, "q"),
                hotspot(scan, "2026-03-10T00:00:00Z", "", false, "q"),
                hotspot(scan, "2026-03-07T00:00:00Z", "", true, "still learning"),
                hotspot(Detector.EMERGING, "2026-03-10T00:00:00Z", "persistent-cold", false, "q"),
                hotspot(Detector.DATA_QUALITY, "2026-03-10T00:00:00Z", "burst", false, "q"),
                hotspot(Detector.EARS, "2026-03-10T00:00:00Z", "c1", false, "q"));

        List<HotspotEvaluation.Row> rows = HotspotEvaluation.of(planned, told, quiet, FROM, TO);
        assertThat(rows.stream().map(HotspotEvaluation.Row::detector))
                .as("a row for each detector, of what it did not find, too")
                .contains("cusum", "ears", "near-repeat", "repeat-place", "scan-permutation")
                .doesNotContain("data-quality")
                .isSorted();
        assertThat(rows.stream().filter(row -> row.alarmsAWeek() > 0.0))
                .as("too late, and with too few of its cases, a hotspot is not the one that was put in")
                .containsExactly(
                        new HotspotEvaluation.Row("ears", Map.of("surge", 2), Map.of(), Map.of(), List.of(), 0.5, 0.0),
                        new HotspotEvaluation.Row(
                                "scan-permutation",
                                Map.of("surge", 2),
                                Map.of("surge", 1),
                                Map.of("surge", 1),
                                List.of(1.5),
                                1.0,
                                0.5));
    }

    @Test
    void severalCitiesAreOneTableWithTheRange() {
        HotspotEvaluation.Row first = new HotspotEvaluation.Row(
                "scan",
                Map.of("surge", 2, "sequence", 1),
                Map.of("surge", 2),
                Map.of("surge", 1),
                List.of(1.0, 2.0),
                1.0,
                0.5);
        HotspotEvaluation.Row second = new HotspotEvaluation.Row(
                "scan", Map.of("surge", 3, "sequence", 1), Map.of("surge", 1), Map.of(), List.of(0.5), 4.0, 0.0);
        HotspotEvaluation.Row quiet = new HotspotEvaluation.Row(
                "ears", Map.of("surge", 3, "sequence", 1), Map.of(), Map.of(), List.of(), 2.0, 0.0);
        HotspotEvaluation.Row silent = new HotspotEvaluation.Row(
                "ears", Map.of("surge", 2, "sequence", 1), Map.of(), Map.of(), List.of(), 0.0, 0.0);

        assertThat(HotspotEvaluationTable.of(List.of(List.of(silent, first), List.of(quiet, second))).stream()
                        .map(line -> line.replaceAll(" +", " ")))
                .as("of what was found all and how it ranges; of what was told alone the mean city and the range")
                .containsExactly(
                        "| detector | surges | repeat places | sequences | days | alone, a week | pages, a week |",
                        "|---|---|---|---|---|---|---|",
                        "| ears | 0 of 5 (0–0 %), 0 paged | – | 0 of 2 (0–0 %), 0 paged | – | 1.0 (0.0–2.0) |"
                                + " 0.00 (0.00–0.00) |",
                        "| scan | 3 of 5 (33–100 %), 1 paged | – | 0 of 2 (0–0 %), 0 paged | 1.0 (0.5–2.0) | 2.5 (1.0–4.0) |"
                                + " 0.25 (0.00–0.50) |");
    }

    /** Ten days and few drawn cities; docs/HOTSPOTS.md has the table of ten cities. */
    @Test
    void whatIsPutIntoASimulatedCityIsFoundAndAQuietOnePagesNobody() throws Exception {
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        Map<String, byte[]> files = new HashMap<>(CityFiles.of(city));
        files.put(
                "hotspots.yaml", "version: test\nscan: {hours: 48, replicas: 199}\n".getBytes(StandardCharsets.UTF_8));
        ReferenceData data = ReferenceLoader.fromFiles(files).data();
        LocalDate start = LocalDate.of(2026, 3, 2);
        Simulation with = Simulation.of(city, new SimulatorSettings(4, true, 1, 1), start, 10);
        Simulation without = Simulation.of(city, new SimulatorSettings(4, false, 1, 1), start, 10);
        List<Hotspot> quiet = WatchedSimulation.of(data, without);
        Map<String, HotspotEvaluation.Row> rows = HotspotEvaluation.of(
                        with.hotspots(),
                        WatchedSimulation.of(data, with),
                        quiet,
                        with.asOf().minusSeconds(7 * 86_400),
                        with.asOf())
                .stream()
                .collect(Collectors.toMap(HotspotEvaluation.Row::detector, row -> row));
        HotspotEvaluation.Row repeats = rows.get("repeat-place");
        assertThat(repeats).as("repeat places").isNotNull();
        assertThat(repeats.found().get("repeat-place"))
                .as("found")
                .isEqualTo(repeats.injected().get("repeat-place"))
                .isPositive();
        HotspotEvaluation.Row scan = rows.get("scan-permutation");
        assertThat(scan).as("scan").isNotNull();
        assertThat(scan.found().get("surge"))
                .as("surges found")
                .isEqualTo(scan.injected().get("surge"))
                .isPositive();
        assertThat(scan.paged().get("surge"))
                .as("and paged")
                .isEqualTo(scan.injected().get("surge"));
        assertThat(quiet)
                .as("the quiet city")
                .isNotEmpty()
                .noneMatch(hotspot -> hotspot.finding().pageable());
    }

    private static PlannedHotspot planned(PlannedHotspot.Kind kind, String from, String to, String... cases) {
        return new PlannedHotspot(
                kind,
                List.of("G1"),
                "noise",
                null,
                Instant.parse(from + "T00:00:00Z").toEpochMilli(),
                Instant.parse(to + "T00:00:00Z").toEpochMilli(),
                List.of(cases));
    }

    private static Hotspot hotspot(Detector detector, String at, String pattern, boolean pageable, String... cases) {
        Instant detected = Instant.parse(at);
        Finding finding = new Finding(
                detector,
                at,
                pattern,
                List.of("G1"),
                List.of(),
                null,
                null,
                detected,
                detected,
                Evidence.count(cases.length, "test"),
                List.copyOf(Set.of(cases)),
                pageable,
                "",
                "",
                null,
                null);
        return Hotspot.of(finding, detected, null);
    }
}

package org.govbrain.local.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A city in which more happens than on a usual day, or less. */
class BusyTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
    private static final LocalDate START = LocalDate.of(2026, 3, 2);

    /** SHA-256 of seed 7's first day as it was before a city could be busier: docs/RELIABILITY.md names runs by their seeds. */
    private static final Map<String, String> USUAL = Map.of(
            "linkage.ndjson", "f17656d7bb21a842940cbfb387dd9c496fedd03f61936705bf16520b70722c30",
            "patrol.ndjson", "8d2f85b66e7c7530c41249f0b9bcafeb218958d5398b1cf9fba00e013e4daffa",
            "platform.ndjson", "e67da6337d7e7e5f6e4d187d4062ed88558f6b0653bf3686eadfb142e536f5e1",
            "truth.json", "cfb4a5d87c35037c8d042b42f83149667e9fb5ac3b3f68fb570a56d943ae6fef");

    @ParameterizedTest
    @ValueSource(strings = {"", "--busy 1"})
    void aUsualDayIsTheSameToTheByteAsEver(String busy, @TempDir Path folder) throws Exception {
        StringWriter said = new StringWriter();
        int code = Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(("simulate --days 1 --seed 7 --out " + folder + " " + busy).split(" +"));

        assertThat(code).as("%s", said).isEqualTo(ExitCode.OK);
        Map<String, String> written = new TreeMap<>();
        for (String name : USUAL.keySet()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(folder.resolve(name)));
            written.put(name, HexFormat.of().formatHex(digest));
        }
        assertThat(written).isEqualTo(new TreeMap<>(USUAL));
    }

    @Test
    void tenTimesAsBusyIsAboutTenTimesTheCasesOnAsManyPatrols() {
        Simulation usual = simulation(1);
        Simulation busy = simulation(10);

        assertThat(busy.caseIds().size() / (double) usual.caseIds().size())
                .as("cases; chance takes a few in a hundred of some hundred")
                .isBetween(8.5, 11.5);
        assertThat(count(busy, "F-.*"))
                .as("events of findings")
                .isBetween(8 * count(usual, "F-.*"), 12 * count(usual, "F-.*"));
        assertThat(rounds(busy)).as("patrols, by the grid and round").isEqualTo(rounds(usual));
        assertThat(busy.unpatrolled()).isEqualTo(usual.unpatrolled());
    }

    @Test
    void aTenthOfWhatIsUsualIsAboutATenthOfTheCases() {
        assertThat(simulation(0.1).caseIds().size())
                .isBetween(
                        simulation(1).caseIds().size() / 20,
                        simulation(1).caseIds().size() / 5);
    }

    @Test
    void inTheBusiestCityEveryEventHasItsOwnId() {
        SimulatedDay day = new CitySimulator(CITY, settings(100)).day(START);

        List<FeedEvent> once =
                day.events().stream().filter(event -> event.repeat() == 0).toList();
        assertThat(once.stream().map(FeedEvent::eventId).distinct())
                .as("ids of events")
                .hasSize(once.size());
        assertThat(day.cases().stream().map(SimulatedDay.PlannedCase::caseId).distinct())
                .as("ids of cases")
                .hasSize(day.cases().size())
                .hasSizeGreaterThan(20_000);
    }

    private static Map<String, Long> rounds(Simulation simulation) {
        return simulation.events().stream()
                .filter(event -> event.repeat() == 0 && event.eventId().startsWith("R-"))
                .collect(Collectors.groupingBy(
                        event -> event.eventId().substring(0, event.eventId().indexOf('/')),
                        TreeMap::new,
                        Collectors.counting()));
    }

    private static long count(Simulation simulation, String eventIds) {
        return simulation.events().stream()
                .filter(event -> event.repeat() == 0 && event.eventId().matches(eventIds))
                .count();
    }

    /** Without hotspots that are put in, which are as many in any city. */
    private static Simulation simulation(double busy) {
        return Simulation.of(CITY, settings(busy), START, 1);
    }

    private static SimulatorSettings settings(double busy) {
        return new SimulatorSettings(7, false, 1, busy);
    }
}

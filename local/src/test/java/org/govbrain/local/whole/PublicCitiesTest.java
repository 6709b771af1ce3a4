package org.govbrain.local.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.govbrain.local.chaos.BrainProcess;
import org.govbrain.local.chaos.Documents;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.stack.StackFolder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The records of three cities through {@code brain ingest} into a running stack, against what {@code brain backtest} says
 * of them. A stack is started for each city, so this is run by hand: with {@code -Dgovbrain.shared} and
 * {@code -Dgovbrain.cities=true}.
 */
@EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+", disabledReason = "no public data")
@EnabledIfSystemProperty(named = "govbrain.cities", matches = "true", disabledReason = "takes a stack for each city")
class PublicCitiesTest {
    private static final Path DATA =
            Path.of(System.getProperty("govbrain.shared", ".")).resolve("data");
    private static final Path EXAMPLES = Path.of("..").resolve("examples");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "san-francisco, sf_fire_2016w53/sf_fire_2016w53.csv, san-francisco",
        "new-york, nyc311_2013_12_25/nyc311_2013_12_25.csv, bronx brooklyn manhattan queens staten-island",
        "chicago, chicago_open311_2014/chicago_open311_2014.json, chicago"
    })
    void endsInTheDocumentsThatABacktestWrites(String example, String data, String areas) throws Exception {
        Path given = EXAMPLES.resolve(example);
        Path reference = Files.createDirectories(folder.resolve("reference"));
        try (Stream<Path> files = Files.list(given.resolve("reference"))) {
            for (Path file : files.toList()) {
                Files.copy(file, reference.resolve(String.valueOf(file.getFileName())));
            }
        }
        List<String> grids = new ArrayList<>(List.of("convert", "--out", reference.toString(), "--grids"));
        List.of(areas.split(" "))
                .forEach(area -> grids.add(DATA.resolve("polygons/" + area + "_neighborhoods.geojson")
                        .toString()));
        command(grids.toArray(String[]::new));
        String events = folder.resolve("events").toString();
        String mapping = given.resolve("mapping.yaml").toString();
        command("convert", "--mapping", mapping, "--in", DATA.resolve(data).toString(), "--out", events);
        Expected expected = new Expected(folder.resolve("expected"), Documents.COMPARED);
        command(
                "backtest",
                "--events",
                events,
                "--reference",
                reference.toString(),
                "--out",
                expected.folder().toString());

        StackFolder stack = new StackFolder(folder.resolve("data"));
        Path log = folder.resolve("brain.log");
        try (BrainProcess brain = BrainProcess.start(stack, reference, 0, 2, log)) {
            for (String stream : List.of("patrol", "linkage", "platform")) {
                Path file = Path.of(events, stream + ".ndjson");
                if (Files.exists(file)) {
                    assertThat(Commands.against(stack, "ingest", "--stream", stream, file.toString()))
                            .isEqualTo(ExitCode.OK);
                }
            }
            Commands.await(log, () -> expected.findMissing(brain.elasticsearch()));
            Map<String, SortedMap<String, JsonNode>> indexed = expected.read(brain.elasticsearch());
            assertThat(indexed.get("govbrain-cases")).as("something to compare").hasSizeGreaterThan(30);
            expected.assertSameAs(indexed);
        }
    }

    private static void command(String... line) {
        assertThat(Commands.run(line)).as("%s", List.of(line)).isEqualTo(ExitCode.OK);
    }
}

package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.govbrain.domain.geo.Coordinates;
import org.govbrain.domain.geo.Crs;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class ConvertCommandTest {
    @TempDir
    Path out;

    private final StringWriter said = new StringWriter();

    @Test
    void rowsOfOneIncidentShareTheirEarliestEventAndEachUnitHasItsOwn() throws IOException {
        int exit = convert("calls.yaml", "calls.csv");

        assertThat(Files.readAllLines(out.resolve("linkage.ndjson")))
                .as("earliest RECEIVED, winter time before 2 o'clock and summer time after it, first of an hour twice")
                .containsExactly(
                        "{\"eventId\":\"A1-received\",\"occurredAt\":\"2017-03-12T07:57:00.000Z\",\"kind\":\"RECEIVED\",\"incidentId\":\"A1\","
                                + "\"category\":\"fire\",\"urgency\":\"URGENT\",\"position\":{\"lon\":-122.45,\"lat\":37.75,\"crs\":\"WGS84\"}}",
                        "{\"eventId\":\"A1-E1-arrived\",\"occurredAt\":\"2017-03-12T08:04:00.000Z\",\"kind\":\"ARRIVED\",\"incidentId\":\"A1\",\"departmentId\":\"E1\","
                                + "\"category\":\"fire\",\"urgency\":\"URGENT\",\"position\":{\"lon\":-122.45,\"lat\":37.75,\"crs\":\"WGS84\"}}",
                        "{\"eventId\":\"A1-E2-stood-down\",\"occurredAt\":\"2017-03-12T10:05:00.000Z\",\"kind\":\"STOOD_DOWN\",\"incidentId\":\"A1\",\"departmentId\":\"E2\","
                                + "\"category\":\"fire\",\"urgency\":\"URGENT\",\"position\":{\"lon\":-122.45,\"lat\":37.75,\"crs\":\"WGS84\"}}",
                        "{\"eventId\":\"A6-received\",\"occurredAt\":\"2017-11-05T08:30:00.000Z\",\"kind\":\"RECEIVED\",\"incidentId\":\"A6\","
                                + "\"category\":\"gas\",\"urgency\":\"URGENT\"}");
        assertThat(exit).as("some rows were rejected").isEqualTo(ExitCode.REJECTED);
    }

    @Test
    void badRowsGoAsideWithLineValueAndWhatWasExpectedAndGiveNoEvent() throws IOException {
        convert("calls.yaml", "calls.csv");

        assertThat(Files.readAllLines(out.resolve("calls.csv.rejected")))
                .as("no row is lost without a word")
                .containsExactly(
                        "line 4: Received = \"02/30/2017 01:00:00 AM\"; expected a time like MM/dd/yyyy hh:mm:ss a in America/Los_Angeles",
                        "line 5: Kind = \"Odd\"; expected one of Fire, Gas, or not (the map has no else)",
                        "line 6: Where = \"here\"; expected (latitude, longitude)",
                        "line 7: 3 values; expected 7, as in the header",
                        "line 8: id \"A1-E2-stood-down\" was given by line 3; expected an id of its own, or shared: earliest in the mapping");
        assertThat(said.toString()).as("the counts").contains("8 rows, 5 rejected");
    }

    @Test
    void elementsOfAnArrayBecomeEventsWithTheValuesOfTheirObject() throws IOException {
        int exit = convert("requests.yaml", "requests.json");

        assertThat(Files.readAllLines(out.resolve("platform.ndjson")))
                .as("half an origin is none; the closing is not before its due date as the mapping wants it")
                .containsExactly(
                        "{\"eventId\":\"8-1\",\"occurredAt\":\"2014-05-09T00:00:00.000Z\",\"kind\":\"REPORTED\",\"caseId\":\"r-8\",\"sourceSystem\":\"test\"}",
                        "{\"eventId\":\"7-1\",\"occurredAt\":\"2014-05-10T00:02:21.000Z\",\"kind\":\"REPORTED\",\"caseId\":\"r-7\",\"sourceSystem\":\"test\","
                                + "\"departmentId\":\"DOT\",\"dueAt\":\"2014-05-12T05:00:00.000Z\"}",
                        "{\"eventId\":\"7-2\",\"occurredAt\":\"2014-05-12T05:00:00.000Z\",\"kind\":\"CLOSED\",\"caseId\":\"r-7\",\"sourceSystem\":\"test\",\"departmentId\":\"DOT\"}");
        assertThat(Files.readAllLines(out.resolve("requests.json.rejected")))
                .as("what is no object")
                .containsExactly("line 5: 9; expected an object {…}");
        assertThat(exit).as("one was rejected").isEqualTo(ExitCode.REJECTED);
    }

    static List<Path> badMappings() throws IOException {
        try (Stream<Path> files = Files.list(fixture("bad"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badMappings")
    void aBadMappingIsRefusedWithPathValueAndWhatWasExpected(Path mapping) throws IOException {
        List<String> lines = Files.readAllLines(mapping);
        String expected = lines.get(0).substring("# expect: ".length());

        int exit = run(
                "convert",
                "--mapping",
                mapping.toString(),
                "--in",
                fixture("calls.csv").toString());

        assertThat(said.toString().lines().toList())
                .as("the whole message")
                .containsExactly("brain: refused, nothing was written:", expected);
        assertThat(exit).as("refused").isEqualTo(ExitCode.REJECTED);
        assertThat(out).as("nothing was written").isEmptyDirectory();
    }

    @Test
    void gridsOfSeveralFilesBecomeOneFile() throws IOException {
        Path one = Files.writeString(out.resolve("one.geojson"), collection("North", 0));
        Path two = Files.writeString(out.resolve("two.geojson"), collection("South", 2));

        int exit = run("convert", "--grids", one.toString(), two.toString());

        assertThat(exit).as("both are good").isEqualTo(ExitCode.OK);
        assertThat(Files.readString(out.resolve("grids.geojson")))
                .as("both grids")
                .contains("North", "South");
        assertThat(said.toString()).as("the count").contains("2 grids in ");
    }

    @Test
    void gridsInAShiftedSystemUnderOtherNamesBecomeOurs() throws IOException {
        Path areas = Files.writeString(out.resolve("areas.geojson"), """
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "G1", "label": "North", "name": "x"},
                "geometry": {"type": "Polygon", "coordinates": [[[116.4035, 39.9142], [116.5, 39.9142], [116.5, 40, 7], [116.4035, 39.9142]]]}}]}
                """);

        int exit = run(
                "convert",
                "--grids",
                areas.toString(),
                "--crs",
                "GCJ02",
                "--property",
                "gridId=code",
                "--property",
                "name=label");

        assertThat(exit).as("both are good").isEqualTo(ExitCode.OK);
        LonLat corner = Coordinates.toWgs84(Crs.GCJ02, 116.4035, 39.9142);
        JsonNode feature = new JsonMapper()
                .readTree(out.resolve("grids.geojson").toFile())
                .path("features")
                .path(0);
        assertThat(feature.path("properties").path("gridId").asText() + " "
                        + feature.path("properties").path("name").asText())
                .as("their properties under our names")
                .isEqualTo("G1 North");
        JsonNode first = feature.path("geometry").path("coordinates").path(0).path(0);
        assertThat(first.path(0).asDouble()).as("longitude, to a centimetre").isCloseTo(corner.lon(), within(1e-7));
        assertThat(first.path(1).asDouble()).as("latitude, to a centimetre").isCloseTo(corner.lat(), within(1e-7));
        assertThat(first.path(0).asDouble()).as("and it was moved").isNotCloseTo(116.4035, within(1e-3));
    }

    @Test
    void whatAFileSaysOfItsCoordinatesIsNotLostWhenItIsMerged() throws IOException {
        Path metres = Files.writeString(
                out.resolve("metres.geojson"),
                collection("North", 0)
                        .replace(
                                "\"features\"",
                                "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"EPSG:2326\"}}, \"features\""));

        int exit = run("convert", "--grids", metres.toString());

        assertThat(said.toString())
                .as("which system, and what to do")
                .contains("EPSG:2326; expected WGS84 (CRS84, EPSG:4326) or CGCS2000 (EPSG:4490); convert the file");
        assertThat(exit).as("refused").isEqualTo(ExitCode.REJECTED);
        assertThat(out.resolve("grids.geojson")).as("nothing was written").doesNotExist();
    }

    @Test
    void whoeverHasIdsUnderAnotherNameIsToldHowToSaySo() throws IOException {
        Path one = Files.writeString(
                out.resolve("one.geojson"), collection("North", 0).replace("\"name\":", "\"code\":"));

        int exit = run("convert", "--grids", one.toString());

        assertThat(said.toString())
                .as("what is wrong, and what to do")
                .contains("/properties/gridId: missing", "--property gridId=THEIRS");
        assertThat(exit).as("refused").isEqualTo(ExitCode.REJECTED);
        assertThat(run("convert", "--grids", one.toString(), "--property", "gridId=code"))
                .as("as told: %s", said)
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void aPropertyThatIsNoneOfOursIsRefused() throws IOException {
        Path one = Files.writeString(out.resolve("one.geojson"), collection("North", 0));

        int exit = run("convert", "--grids", one.toString(), "--property", "id=code");

        assertThat(said.toString())
                .as("what it may be")
                .contains("--property id=…: expected one of gridId, name, communityId, community, neighbourhoodClass");
        assertThat(exit).as("usage").isEqualTo(ExitCode.USAGE);
    }

    private static String collection(String name, int lon) {
        return """
                {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "%s"}, "geometry":
                {"type": "Polygon", "coordinates": [[[%d, 0], [%d, 0], [%d, 1], [%d, 0]]]}}]}""".formatted(name, lon, lon + 1, lon + 1, lon);
    }

    private int convert(String mapping, String data) {
        return run(
                "convert",
                "--mapping",
                fixture(mapping).toString(),
                "--in",
                fixture(data).toString());
    }

    private int run(String... arguments) {
        CommandLine brain = Brain.commandLine();
        PrintWriter writer = new PrintWriter(said, true);
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--out", out.toString()))
                .toArray(String[]::new);
        return brain.setOut(writer).setErr(writer).execute(all);
    }

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(ConvertCommandTest.class.getResource("/convert/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

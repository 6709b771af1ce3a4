package org.govbrain.dashboards.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Cookbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KibanaExportTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BoardLibrary LIBRARY = BoardLibrary.load();
    private static final String HOW_TO_WRITE = "%s is generated; write it anew with: mvn -pl dashboards -am test"
            + " -Dtest=KibanaExportTest -Dgovbrain.write-docs=true";

    private static List<JsonNode> objects(Language language) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : KibanaExport.ndjson(LIBRARY, KibanaExport.Settings.of(language))
                .lines()
                .toList()) {
            objects.add(JSON.readTree(line));
        }
        return objects;
    }

    private static void assertCommitted(Path committed, String generated) throws IOException {
        if (Boolean.getBoolean("govbrain.write-docs")) {
            Files.writeString(committed, generated);
        }
        assertThat(committed).as(HOW_TO_WRITE, committed).content().isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource
    void the_committed_file_is_what_the_definitions_say_byte_for_byte(Language language) throws IOException {
        assertCommitted(
                Path.of("kibana", "governance-brain." + language.word() + ".ndjson"),
                KibanaExport.ndjson(BoardLibrary.load(), KibanaExport.Settings.of(language)));
    }

    @Test
    void the_committed_cookbook_is_what_its_recipes_say() throws IOException {
        assertCommitted(Path.of("..", "docs", "COOKBOOK.md"), Cookbook.markdown(LIBRARY.questions()));
        assertThat(LIBRARY.questions()).as("questions that people ask").hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void every_object_is_there_once_and_everything_that_is_named_is_in_the_file(Language language) throws IOException {
        List<JsonNode> objects = objects(language);
        Set<String> ids = new HashSet<>();
        for (JsonNode object : objects) {
            assertThat(ids.add(name(object))).as("twice: %s", name(object)).isTrue();
        }
        for (JsonNode object : objects) {
            for (JsonNode reference : object.get("references")) {
                assertThat(ids).as("named by %s", name(object)).contains(name(reference));
            }
        }
        assertThat(objects(Language.EN).stream().map(KibanaExportTest::name))
                .as("the languages differ in words, never in ids")
                .containsExactlyElementsOf(
                        objects.stream().map(KibanaExportTest::name).toList());
    }

    @Test
    void each_board_has_every_panel_of_its_definition_and_leads_from_each_number_to_its_documents() throws IOException {
        List<JsonNode> objects = objects(Language.ZH);
        LIBRARY.boards().forEach(board -> {
            JsonNode dashboard = objects.stream()
                    .filter(object -> name(object).equals("dashboard/govbrain-" + board.id()))
                    .findFirst()
                    .orElseThrow();
            String panels = dashboard.at("/attributes/panelsJSON").asText();
            board.panels().forEach(placement -> {
                assertThat(panels)
                        .as("panels of %s", board.id())
                        .contains("\"panelIndex\":\"" + placement.panel().id() + "\"");
                placement.panel().drills().stream()
                        .filter(drill -> drill.members() == null)
                        .forEach(drill -> assertThat(panels)
                                .as("the way to the documents")
                                .contains("discover#/view/govbrain-behind-" + drill.id() + ")"));
            });
            assertThat(panels)
                    .as("the age of the data")
                    .contains("\"panelIndex\":\"age-of-data-govbrain-" + board.id() + "\"");
        });
    }

    @Test
    void a_map_keeps_the_polygons_for_a_cluster_without_geo_shape_and_asks_the_index_with_it() throws IOException {
        JsonNode polygons = JSON.readTree(
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"grid_id\":\"G1\"},"
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[120.0,30.0]}}]}");
        String kept = KibanaExport.ndjson(LIBRARY, new KibanaExport.Settings(Language.ZH, polygons, Map.of()));
        String asked = KibanaExport.ndjson(LIBRARY, KibanaExport.Settings.of(Language.ZH));
        assertThat(kept).as("polygons in the map").contains("GEOJSON_FILE", "\\\\\\\"G1\\\\\\\"");
        assertThat(kept).as("no field of geo_shape is asked").doesNotContain("MVT_VECTOR");
        assertThat(asked).as("polygons in the index").contains("MVT_VECTOR").doesNotContain("GEOJSON_FILE");
        assertThat(kept + asked).as("no layer from the internet").doesNotContain("EMS_");
    }

    /** Kibana shows every layer that the list does not name, whatever the layer says itself. */
    @Test
    void a_map_hides_the_layers_that_are_not_shown_from_the_beginning() throws IOException {
        assertThat(hidden("overview", "grid-map"))
                .as("of the overview")
                .containsExactly("hotspots", "buildings", "people", "hazards");
        assertThat(hidden("hotspots", "hotspots-map"))
                .as("of the hotspots")
                .containsExactly("buildings", "people", "hazards");
    }

    /** Going from board to board, Kibana keeps a panel whose index the next one has too. */
    @Test
    void no_two_boards_have_a_panel_of_one_index() throws IOException {
        List<String> indexes = new ArrayList<>();
        for (JsonNode object : objects(Language.ZH)) {
            for (JsonNode panel :
                    JSON.readTree(object.at("/attributes/panelsJSON").asText("[]"))) {
                indexes.add(panel.get("panelIndex").asText());
            }
        }
        assertThat(indexes).as("indexes of panels").isNotEmpty().doesNotHaveDuplicates();
    }

    /** Seen in a Kibana 8.12.2: without {@code allColumns} its tables fail and its tiles have no colour. */
    @Test
    void each_chart_names_its_columns_as_8_12_reads_them_and_as_later_ones_do() throws IOException {
        List<String> charts = new ArrayList<>();
        for (JsonNode object : objects(Language.ZH)) {
            for (JsonNode panel :
                    JSON.readTree(object.at("/attributes/panelsJSON").asText("[]"))) {
                JsonNode layer = panel.at("/embeddableConfig/attributes/state/datasourceStates/textBased/layers/rows");
                if (layer.isObject()) {
                    charts.add(panel.get("panelIndex").asText());
                    assertThat(layer.get("allColumns").findValuesAsText("columnId"))
                            .as("columns of %s", charts)
                            .isNotEmpty()
                            .isEqualTo(layer.get("columns").findValuesAsText("columnId"));
                    assertThat(layer.get("allColumns").findValuesAsText("fieldName"))
                            .as("their fields")
                            .isEqualTo(layer.get("columns").findValuesAsText("fieldName"));
                }
            }
        }
        assertThat(charts).as("charts of ES|QL").isNotEmpty();
    }

    private static List<String> hidden(String board, String map) throws IOException {
        List<String> hidden = new ArrayList<>();
        for (JsonNode object : objects(Language.ZH)) {
            if (name(object).equals("dashboard/govbrain-" + board)) {
                for (JsonNode panel :
                        JSON.readTree(object.at("/attributes/panelsJSON").asText())) {
                    if (panel.get("panelIndex").asText().equals(map)) {
                        panel.at("/embeddableConfig/hiddenLayers").forEach(layer -> hidden.add(layer.asText()));
                    }
                }
            }
        }
        return hidden;
    }

    private static String name(JsonNode object) {
        return object.get("type").asText() + "/" + object.get("id").asText();
    }
}

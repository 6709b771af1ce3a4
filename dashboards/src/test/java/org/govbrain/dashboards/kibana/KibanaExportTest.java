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
            + " -Dtest=KibanaExportTest -Dsurefire.failIfNoSpecifiedTests=false -Dgovbrain.write-docs=true";

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
                if (placement.panel().drill() != null) {
                    assertThat(panels)
                            .as("the way to the documents")
                            .contains("discover#/view/govbrain-behind-"
                                    + placement.panel().id() + ")");
                }
            });
            assertThat(panels).as("the age of the data").contains("\"panelIndex\":\"age-of-data\"");
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

    private static String name(JsonNode object) {
        return object.get("type").asText() + "/" + object.get("id").asText();
    }
}

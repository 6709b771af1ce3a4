package org.govbrain.dashboards.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTemplateTest {
    private static JsonNode template(String index, boolean geoShapeOffered) {
        return IndexTemplate.template(IndexDefinition.get(index), IndexSettings.LOCAL, geoShapeOffered);
    }

    @ParameterizedTest
    @CsvSource({
        "govbrain-cases, @timestamp, '{\"type\":\"date\"}'",
        "govbrain-cases, case_id, '{\"type\":\"keyword\",\"ignore_above\":8191}'",
        "govbrain-cases, open, '{\"type\":\"boolean\"}'",
        "govbrain-cases, location, '{\"type\":\"geo_point\"}'",
        "govbrain-breaches, late_seconds, '{\"type\":\"double\"}'",
        "govbrain-hotspots, sentence_zh, '{\"type\":\"text\"}'",
        "govbrain-feeds, indexed_at, '{\"type\":\"date\"}'"
    })
    void eachTypeOfFieldBecomesItsMapping(String index, String field, String mapping) {
        assertThat(template(index, true).at("/template/mappings/properties/" + field))
                .as("mapping of " + field)
                .hasToString(mapping);
    }

    @Test
    void rawBytesStayOnTheTopic() {
        assertThat(template("govbrain-dead-letters", true)
                        .at("/template/mappings/properties/raw_base64")
                        .isMissingNode())
                .as("they may hold personal data, which nobody can mask in bytes that cannot be read")
                .isTrue();
    }

    @Test
    void aFieldThatNoSchemaDeclaresIsRefused() {
        assertThat(template("govbrain-cases", true)
                        .at("/template/mappings/dynamic")
                        .asText())
                .as("a misspelt field must become a dead letter, not a new column")
                .isEqualTo("strict");
    }

    @Test
    void clocksAreNestedSoThatOneClocksFieldsBelongTogether() {
        JsonNode clocks = template("govbrain-cases", true).at("/template/mappings/properties/clocks");
        assertThat(clocks.at("/type").asText()).as("type of clocks").isEqualTo("nested");
        assertThat(clocks.at("/properties/due_at/type").asText())
                .as("a field below")
                .isEqualTo("date");
    }

    @ParameterizedTest
    @CsvSource({"true, '{\"type\":\"geo_shape\"}'", "false, '{\"type\":\"object\",\"enabled\":false}'"})
    void aBoundaryIsAShapeWhereTheClusterOffersIt(boolean offered, String mapping) {
        assertThat(template("govbrain-grids", offered).at("/template/mappings/properties/boundary"))
                .as("geo_shape is not on every cluster")
                .hasToString(mapping);
    }

    @Test
    void settingsAreThoseOfTheInstallation() {
        assertThat(template("govbrain-cases", true).at("/template/settings"))
                .as("one node: no replica, searchable within half a second")
                .hasToString(
                        "{\"index\":{\"number_of_replicas\":0,\"refresh_interval\":\"500ms\",\"number_of_shards\":1}}");
        assertThat(template("govbrain-breaches", true).at("/template/settings/index/refresh_interval"))
                .as("what somebody waits for is searchable sooner")
                .hasToString("\"200ms\"");
    }

    @Test
    void aRefreshIntervalWithoutAUnitIsRefused() {
        assertThatThrownBy(() -> new IndexSettings(1, 0, "500ms", "500"))
                .as("500 of what?")
                .hasMessage("refresh interval = 500, expected a time such as 500ms or 1s");
    }
}

package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.govbrain.dashboards.panel.Text;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.junit.jupiter.api.Test;

class CityWordsTest {
    @Test
    void theReferenceCityNamesItsGroupsDepartmentsAndPlatforms() {
        Map<String, Map<String, Text>> words = words(CityFiles.of(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED)));
        assertThat(words.get("category_group"))
                .as("groups of categories")
                .containsEntry("city-appearance", new Text("市容环境", "City appearance"));
        assertThat(words.get("department_id"))
                .as("its nine departments")
                .hasSize(9)
                .containsEntry("police", new Text("派出所", "Police station"));
        assertThat(words.get("platform"))
                .as("a platform's code is its Chinese name")
                .hasSize(4)
                .containsEntry("综治", new Text("综治", "Comprehensive governance"));
        assertThat(words.get("grid_name"))
                .as("what its polygons call its grids in English")
                .hasSize(ReferenceCity.GRIDS)
                .allSatisfy((own, text) -> assertThat(text.en()).as(own).contains(" grid "));
        assertThat(words.get("community_name")).as("its communities").hasSize(ReferenceCity.COMMUNITIES);
    }

    @Test
    void aFileThatIsMissingOrNoYamlGivesNoLabels() {
        Map<String, Map<String, Text>> words =
                words(Map.of("roster.yaml", "departments: [".getBytes(StandardCharsets.UTF_8)));
        assertThat(words.get("department_id")).as("nothing to say").isEmpty();
        assertThat(words.get("category_group"))
                .as("the groups of a city that brings none")
                .containsKey("city-appearance");
    }

    private static Map<String, Map<String, Text>> words(Map<String, byte[]> files) {
        StoredReference city = new StoredReference();
        files.forEach((name, bytes) -> city.add(new StoredFile(name, 1, Instant.EPOCH, bytes)));
        return CityWords.of(city);
    }
}

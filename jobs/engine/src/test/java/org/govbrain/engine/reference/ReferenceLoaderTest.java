package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.CloseGoal;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.situation.ReferenceData;
import org.junit.jupiter.api.Test;

class ReferenceLoaderTest {
    private static final Path CITY = Path.of("src/test/resources/reference/city");

    @Test
    void reads_a_city_from_its_directory() {
        ReferenceData data = ReferenceLoader.fromDirectory(CITY).data();

        assertThat(data.grids().all()).extracting(Grid::gridId).containsExactly("G1", "G2");
        assertThat(data.grids().locate(120.055, 30.002).map(Grid::gridId))
                .as("second part of a grid")
                .contains("G2");
        assertThat(data.buildings().find("B1"))
                .as("quotes and commas in a name")
                .contains(new Building("B1", "幸福苑 1幢, \"东门\"", "G1", 120.005, 30.005, "residential", "CH-1"));
        assertThat(data.buildings().find("B2").orElseThrow().gridId())
                .as("located, for the file names no grid")
                .isEqualTo("G2");
        assertThat(data.buildings().find("B3").orElseThrow().name())
                .as("the id stands in for a name")
                .isEqualTo("B3");
        assertThat(data.buildings().countIn("G2")).isEqualTo(2);
        assertThat(data.categories().groupOf("no"))
                .as("a code that YAML would read as false")
                .isEqualTo("street");
        assertThat(data.categories().closeGoal("no")).contains(new CloseGoal("PT2H30M", null));
    }

    @Test
    void a_city_without_files_has_the_default_categories_and_no_grids() {
        LoadedReference loaded = ReferenceLoader.fromFiles(Map.of());

        assertThat(loaded.data().grids().isEmpty()).isTrue();
        assertThat(loaded.data().categories().groupOf("fire-lane")).isEqualTo("safety");
        assertThat(loaded.data().categories().closeGoal("never heard of"))
                .contains(new CloseGoal("P7D", "office-hours"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void a_default_that_does_not_fit_what_a_city_brings_is_told_from_the_citys_own_files() {
        Map<String, byte[]> zoneAlone =
                Map.of("calendar.yaml", "zone: Asia/Kathmandu".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> ReferenceLoader.fromFiles(zoneAlone))
                .as("categories and promises of the reference city count in its calendars")
                .hasMessageContaining("categories.yaml of the reference city (the folder has none of its own)")
                .hasMessageContaining("close.calendar: \"office-hours\"");
    }

    @Test
    void every_default_category_has_both_names_and_a_close_goal() {
        var categories = ReferenceLoader.fromFiles(Map.of()).data().categories();

        assertThat(categories.categories()).hasSizeGreaterThan(60).allSatisfy(category -> {
            assertThat(category.zh()).as(category.code()).isNotEqualTo(category.code());
            assertThat(category.en()).as(category.code()).isNotEqualTo(category.code());
            assertThat(categories.closeGoal(category.code()))
                    .as(category.code())
                    .isPresent();
        });
    }

    @Test
    void buildings_of_a_city_without_polygons_are_taken_at_their_word() {
        byte[] buildings = "buildingId,gridId\nB1,anything\n".getBytes(StandardCharsets.UTF_8);

        assertThat(ReferenceLoader.fromFiles(Map.of("buildings.csv", buildings))
                        .data()
                        .buildings()
                        .countIn("anything"))
                .isEqualTo(1);
    }

    @Test
    void positions_of_buildings_are_converted() {
        byte[] buildings = "buildingId,lon,lat,crs\nB1,116.41024449916938,39.91640428150164,GCJ02\n"
                .getBytes(StandardCharsets.UTF_8);
        LoadedReference loaded = ReferenceLoader.fromFiles(Map.of("buildings.csv", buildings));

        assertThat(loaded.data().buildings().find("B1").orElseThrow().lon()).isBetween(116.403999, 116.404001);
        assertThat(loaded.warnings()).containsExactly("buildings.csv, line 2: building B1 stands in no grid");
    }

    @Property(seed = "20261123", tries = 300)
    void good_files_with_a_few_bytes_changed_are_refused_or_read_and_nothing_else(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new HashMap<>();
        ReferenceLoader.filesOf(CITY).forEach((name, bytes) -> {
            byte[] changed = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) "0159-.,:[]{}\"'\n aE&*\t".charAt(random.nextInt(20));
            }
            files.put(name, changed);
        });
        try {
            assertThat(ReferenceLoader.fromFiles(files).data()).isNotNull();
        } catch (ReferenceException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}

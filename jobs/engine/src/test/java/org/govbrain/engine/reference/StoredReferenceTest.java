package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.util.InstantiationUtil;
import org.govbrain.domain.geo.Grid;
import org.junit.jupiter.api.Test;

class StoredReferenceTest {
    private static final Path CITY = Path.of("src/test/resources/reference/city");

    @Test
    void the_newest_generation_of_a_name_is_in_force_whatever_the_order() {
        List<StoredFile> files = new ArrayList<>(
                List.of(file("a", 1, "old"), file("a", 3, "new"), file("a", 2, "mid"), file("b", 1, "b")));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(files, new Random(seed));
            StoredReference stored = new StoredReference();
            files.forEach(stored::add);

            assertThat(stored.contents().get("a"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("new");
            assertThat(stored.files()).containsOnlyKeys("a", "b");
            assertThat(stored.generation()).isEqualTo(3);
        }
    }

    @Test
    void a_start_leaves_out_a_bad_file_and_says_so() {
        StoredReference stored = new StoredReference();
        ReferenceLoader.filesOf(CITY)
                .forEach((name, bytes) -> stored.add(new StoredFile(name, 1, Instant.EPOCH, bytes)));
        stored.add(file("categories.yaml", 2, "groups: none"));
        LoadedReference loaded = ReferenceLoader.fromStored(stored);

        assertThat(loaded.data().grids().all()).extracting(Grid::gridId).containsExactly("G1", "G2");
        assertThat(loaded.data().categories().groupOf("fire-lane"))
                .as("the default")
                .isEqualTo("safety");
        assertThat(loaded.warnings())
                .containsExactly("categories.yaml, line 1, groups: \"none\"; expected a list (the file is left out)");
    }

    @Test
    void a_fixed_source_refuses_bad_files_before_it_reaches_a_job() {
        Map<String, byte[]> files = Map.of("grids.geojson", new byte[] {'['});

        assertThatThrownBy(() -> FixedReferenceSource.of(files)).isInstanceOf(ReferenceException.class);
    }

    @Test
    void a_fixed_source_travels_to_the_operators() throws Exception {
        ReferenceSource there = InstantiationUtil.clone(FixedReferenceSource.of(CITY));

        assertThat(there.load().data().grids().all()).hasSize(2);
    }

    private static StoredFile file(String name, long generation, String text) {
        return new StoredFile(name, generation, Instant.EPOCH, text.getBytes(StandardCharsets.UTF_8));
    }
}

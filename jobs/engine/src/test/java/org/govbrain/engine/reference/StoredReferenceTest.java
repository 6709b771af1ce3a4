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
    void a_load_is_there_when_all_its_files_are_whatever_the_order() {
        List<StoredFile> files = new ArrayList<>(
                List.of(file("a", 1, 1, "old"), file("a", 3, 1, "new"), file("a", 2, 2, "mid"), file("b", 2, 2, "b")));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(files, new Random(seed));
            StoredReference stored = new StoredReference();
            files.forEach(stored::add);
            stored.add(file("c", 4, 2, "half of a load"));

            assertThat(stored.loads())
                    .extracting(StoredReference.Load::generation)
                    .containsExactly(1L, 2L, 3L);
            assertThat(stored.loads().get(1).contents()).containsOnlyKeys("a", "b");
            assertThat(stored.generation())
                    .as("the next load must get a number of its own")
                    .isEqualTo(4);
        }
    }

    @Test
    void a_start_leaves_out_a_bad_load_and_says_so() {
        StoredReference stored = new StoredReference();
        Map<String, byte[]> city = ReferenceLoader.filesOf(CITY);
        city.forEach(
                (name, bytes) -> stored.add(new StoredFile(name, 1, Instant.EPOCH, Instant.EPOCH, city.size(), bytes)));
        stored.add(file("categories.yaml", 2, 1, "groups: none"));
        LoadedReference loaded = ReferenceLoader.fromStored(stored);

        assertThat(loaded.data().grids().all()).extracting(Grid::gridId).containsExactly("G1", "G2");
        assertThat(loaded.data().categories().groupOf("stall"))
                .as("the version before")
                .isEqualTo("street");
        assertThat(loaded.history().versions()).hasSize(1);
        assertThat(loaded.warnings())
                .containsExactly("categories.yaml, line 1, groups: \"none\"; expected a list (the load is left out)");
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

    private static StoredFile file(String name, long generation, int filesInLoad, String text) {
        return new StoredFile(
                name, generation, Instant.EPOCH, Instant.EPOCH, filesInLoad, text.getBytes(StandardCharsets.UTF_8));
    }
}

package org.govbrain.local.pacemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.local.pacemaker.PaceStore.Saved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaceStoreTest {
    @TempDir
    Path folder;

    @Test
    void what_was_saved_is_loaded() {
        PaceStore store = new PaceStore(folder.resolve("pacemaker.json"));
        assertThat(store.load()).as("at first").isEqualTo(new Saved(PaceState.EMPTY, Map.of()));
        Saved saved = new Saved(
                new PaceState(Instant.parse("2025-01-01T00:00:00.001Z"), true, true),
                Map.of(new TopicPartition("a.b", 0), 5L, new TopicPartition("a.b", 3), 6_000_000_000L));
        store.save(new Saved(PaceState.EMPTY, Map.of()));
        store.save(saved);
        assertThat(store.load()).as("the latest").isEqualTo(saved);
    }
}

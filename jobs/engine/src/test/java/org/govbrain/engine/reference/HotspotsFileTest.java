package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.detect.SequenceRule;
import org.junit.jupiter.api.Test;

class HotspotsFileTest {

    @Test
    void theFileThatIsShippedSaysWhatHoldsWithoutOne() {
        assertThat(ReferenceLoader.fromFiles(Map.of()).data().hotspots()).isEqualTo(HotspotPolicy.DEFAULT);
    }

    @Test
    void aKeyThatIsLeftOutKeepsItsDefault() {
        HotspotPolicy policy =
                load("version: ours-2\nstatistics: false\nscan: {pageDays: 365}\nuncounted: [shuttle]\n");
        assertThat(policy.version()).as("version").isEqualTo("ours-2");
        assertThat(policy.scan().pageDays()).as("given").isEqualTo(365.0);
        assertThat(policy.scan().replicas()).as("left out").isEqualTo(999);
        assertThat(policy.repeat()).as("left out").isEqualTo(HotspotPolicy.DEFAULT.repeat());
        assertThat(policy.statistics()).as("given").isFalse();
        assertThat(policy.uncountedCategories()).as("given").containsExactly("shuttle");
        assertThat(policy.sequences())
                .as("left out")
                .extracting(SequenceRule::id)
                .hasSize(3);
    }

    @Test
    void anEmptyListOfSequencesIsNone() {
        assertThat(load("version: ours-3\nsequences: []\n").sequences()).isEqualTo(List.of());
    }

    private static HotspotPolicy load(String text) {
        return ReferenceLoader.fromFiles(Map.of("hotspots.yaml", text.getBytes(StandardCharsets.UTF_8)))
                .data()
                .hotspots();
    }
}

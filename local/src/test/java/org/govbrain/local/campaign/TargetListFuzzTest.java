package org.govbrain.local.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.Messages;

/** Any text for a list of targets gives targets, or lines that say what is wrong. */
class TargetListFuzzTest {
    private static final ReferenceData CITY = ReferenceLoader.fromFiles(Map.of(
                    "buildings.csv", "buildingId,name,lon,lat\nb,House,116.4,39.9\n".getBytes(StandardCharsets.UTF_8)))
            .data();
    private static final TargetList.Campaign CAMPAIGN = new TargetList.Campaign("c", Instant.EPOCH, null);

    @FuzzTest(maxDuration = "5m")
    void targets(byte[] bytes) {
        TargetList list = TargetList.read(new String(bytes, StandardCharsets.UTF_8), CAMPAIGN, CITY, 1);
        list.problems().forEach(Messages::assertThatATerminalMayShow);
        assertThat(list.targets().isEmpty() || list.problems().isEmpty())
                .as("whole or not at all")
                .isTrue();
    }
}

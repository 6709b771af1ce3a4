package org.govbrain.bench.peers.other;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.peers.AcceptStory;
import org.govbrain.bench.peers.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherPeersTest {
    private static final AcceptStory STORY = new AcceptStory(3_000);

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void every_engine_that_the_command_finds_finds_the_breaches_of_the_story() throws Exception {
        List<Peer> peers = ServiceLoader.load(Peer.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(peers)
                .extracting(Peer::name)
                .containsExactly("Flink SQL, outer interval join", "Kafka Streams, no broker", "Esper, timer and not");
        try (BenchCluster cluster = BenchCluster.start(1, folder)) {
            for (Peer peer : peers) {
                assertThat(peer.tell(STORY, cluster).breaches()).as(peer.name()).isEqualTo(STORY.breaches());
            }
        }
    }
}

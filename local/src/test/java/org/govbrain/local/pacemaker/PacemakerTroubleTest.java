package org.govbrain.local.pacemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.server.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats at a real broker while something else is not as it should be. */
@Timeout(120)
class PacemakerTroubleTest {
    private static final Instant PAST = Instant.parse("2020-03-04T02:00:00Z");
    private static final Instant A_YEAR_LATER = PAST.plus(Duration.ofDays(365));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void a_clock_that_leaps_a_year_ahead_and_back_does_not_silence_the_pacemaker() throws Exception {
        AtomicReference<Instant> clock = new AtomicReference<>(PAST);
        try (KafkaBroker broker = broker()) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            PaceStore store = new PaceStore(folder.resolve("pacemaker.json"));
            try (Heartbeats heartbeats = new Heartbeats(config);
                    Pacemaker pacemaker =
                            Pacemaker.start(config, ClockMode.WALL, Duration.ofSeconds(15), store, null, clock::get)) {
                heartbeats.await(PAST::equals);
                clock.set(A_YEAR_LATER);
                heartbeats.await(A_YEAR_LATER::equals);
                clock.set(PAST.plusSeconds(1));
                heartbeats.await(PAST.plusSeconds(1)::equals);
                assertThat(pacemaker.lastBeat()).contains(PAST.plusSeconds(1));
            }
        }
    }

    @Test
    void heartbeats_do_not_wait_for_elasticsearch() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        CountDownLatch waits = new CountDownLatch(1);
        try (KafkaBroker broker = broker()) {
            JobConfig config = JobConfig.of(Map.of(
                    "kafka.bootstrap-servers",
                    broker.bootstrapServers(),
                    "elasticsearch.urls",
                    "http://127.0.0.1:" + FreePort.find()));
            ClusterCompanion companion =
                    ClusterCompanion.start(config, folder.resolve("state"), IndexSettings.usual(1, 0), line -> {
                        said.add(line);
                        if (line.contains("wait for Elasticsearch")) {
                            waits.countDown();
                        }
                    });
            try (Heartbeats heartbeats = new Heartbeats(config)) {
                waits.await();
                Instant refused = Instant.now();
                heartbeats.await(at -> at.isAfter(refused));
                assertThat(said)
                        .as("what was done; what is waited for comes after it")
                        .startsWith("Topics are there.", "Heartbeats flow.")
                        .doesNotContain("Index templates and indices are there.");
            } finally {
                companion.close();
            }
        }
    }

    private KafkaBroker broker() throws Exception {
        return KafkaBroker.start(folder);
    }
}

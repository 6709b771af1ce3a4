package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.server.FreePort;
import org.junit.jupiter.api.Test;

class LagTest {
    @Test
    void a_dead_broker_is_given_up_before_who_asks_for_a_status_gives_up() {
        Lag lag = new Lag(JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), "127.0.0.1:" + FreePort.find(1)[0])));

        assertThat(lag.describe().path("error").asText()).as("in its place").isNotEmpty();
        Duration patience = Duration.ofMillis(Long.parseLong(lag.settings().getProperty("default.api.timeout.ms")));
        assertThat(patience.multipliedBy(3))
                .as("Flink and Elasticsearch may hang for as long")
                .isLessThan(ControlClient.PATIENCE);
    }
}

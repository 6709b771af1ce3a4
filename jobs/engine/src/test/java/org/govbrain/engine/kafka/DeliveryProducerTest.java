package org.govbrain.engine.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.ProgressWatch;
import org.govbrain.domain.alert.WatchdogPage;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/** With producers that fail as the real one does after an error that it does not get over. */
class DeliveryProducerTest {
    private static final String ROSTER = """
            version: test-1
            zone: Asia/Shanghai
            contacts: [inbox]
            duties:
              - {role: command-room, who: ZH-1}
            """;

    private final List<MockProducer<byte[], byte[]>> opened = new ArrayList<>();

    @Test
    void a_producer_that_refuses_is_followed_by_another() {
        try (DeliveryProducer toDelivery = new DeliveryProducer(this::open)) {
            CompletableFuture<Void> refused = toDelivery.send(page());
            opened.get(0).errorNext(new ClusterAuthorizationException("made by the test"));
            assertThat(refused).isCompletedExceptionally();

            CompletableFuture<Void> underWay = toDelivery.send(page());
            assertThat(opened.get(0).closed()).as("the one that refused").isTrue();
            opened.get(1).completeNext();
            assertThat(underWay).isCompleted();
            CompletableFuture<Void> another = toDelivery.send(page());
            opened.get(1).completeNext();
            assertThat(another).as("one that works stays").isCompleted();

            opened.get(1).sendException = new ProducerFencedException("made by the test");
            assertThat(toDelivery.send(page())).as("whoever sends is told").isCompletedExceptionally();
            CompletableFuture<Void> last = toDelivery.send(page());
            opened.get(2).completeNext();
            assertThat(last).isCompleted();
        }
        assertThat(opened).hasSize(3).allMatch(MockProducer::closed);
    }

    private Producer<byte[], byte[]> open() {
        opened.add(new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return opened.get(opened.size() - 1);
    }

    private static Delivery page() {
        return WatchdogPage.of(
                        new ProgressWatch.Change("paging", true, Instant.EPOCH),
                        FixedReferenceSource.of(Map.of("roster.yaml", ROSTER.getBytes(UTF_8)))
                                .load()
                                .paging(),
                        Instant.EPOCH.plus(Duration.ofMinutes(1)))
                .orElseThrow();
    }
}

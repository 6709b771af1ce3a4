package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    @TempDir
    Path folder;

    @Test
    void keeps_what_it_was_given_over_a_kill_and_a_stop_and_leaves_nothing_running() throws Exception {
        KafkaBroker first = start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", first.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
        send(first, "one");
        first.child().kill();
        assertThat(first.child().isAlive()).as("killed").isFalse();

        KafkaBroker second = start();
        send(second, "two");
        second.close();
        assertThat(ProcessHandle.of(second.child().pid()).filter(ProcessHandle::isAlive))
                .as("stopped in order")
                .isEmpty();

        try (KafkaBroker third = start()) {
            assertThat(read(third, 2)).as("both records survive").containsExactly("one", "two");
        }
    }

    /** A broker shows a partition a moment before it leads it, and refuses what is sent in between. */
    @Test
    void takes_every_record_at_once_when_it_is_sent_as_soon_as_topics_are_there() throws Exception {
        try (KafkaBroker broker = start()) {
            JobConfig config = JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), broker.bootstrapServers()));
            Properties settings = KafkaOutputs.producerProperties(config);
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
                TopicAdmin.ensureTopics(config);
                for (Topic<?> topic : Topics.all()) {
                    for (int partition = 0; partition < topic.partitions(); partition++) {
                        var unused = producer.send(new ProducerRecord<>(topic.name(), partition, "key", "value"));
                    }
                }
                producer.flush();
                assertThat(producer.metrics().entrySet().stream()
                                .filter(each -> each.getKey().name().equals("record-retry-total")
                                        && each.getKey().group().equals("producer-metrics"))
                                .map(each -> each.getValue().metricValue()))
                        .as("records that had to be sent again")
                        .containsExactly(0.0);
            }
        }
    }

    private KafkaBroker start() {
        return KafkaBroker.start(folder);
    }

    private static void send(KafkaBroker broker, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "compression.type", "lz4");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(KafkaBroker broker, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("t", 0)));
            consumer.seekToBeginning(consumer.assignment());
            List<String> values = new ArrayList<>();
            for (int tries = 0; values.size() < count && tries < 60; tries++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}

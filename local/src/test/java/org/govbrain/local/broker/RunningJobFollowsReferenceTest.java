package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.CaseDocument;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The situation job on a real broker, never restarted, while policy, calendar and grids change through their topic. Event time is
 * what the heartbeats say. They go on while something is waited for, as they do in a city: it is with them that a job looks for
 * news of its topic.
 */
class RunningJobFollowsReferenceTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void running_clocks_keep_or_take_a_new_version_as_it_says_and_new_cases_have_it() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            ReferencePublisher city = new ReferencePublisher(config);
            Map<String, byte[]> first = new HashMap<>(policy("one", "keep", "10m"));
            first.putAll(calendar("00:00-24:00"));
            first.putAll(grids("C1"));
            city.publish(first, TEN);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.createLocalEnvironment(2, SituationJob.config());
            SituationJob.build(env, config);
            JobClient job = env.executeAsync("situation");
            try (Streams streams = new Streams(config)) {
                streams.received("I-1", 0);
                streams.passTo(1);
                CaseDocument before = streams.await(Topics.CASES, CaseDocument.class, is("I-1", "one"));
                assertThat(before.getAcceptDueAt()).isEqualTo(at(10));
                assertThat(before.getCommunityId()).isEqualTo("C1");

                city.publish(policy("two", "adopt", "5m"), TEN, at(2));
                streams.passTo(6);
                BreachDocument breach = streams.await(
                        Topics.BREACHES,
                        BreachDocument.class,
                        each -> each.getCaseId().equals("I-1"));
                assertThat(breach.getPolicyVersion()).as("adopted while it ran").isEqualTo("two");
                assertThat(breach.getDueAt()).isEqualTo(at(5));

                Map<String, byte[]> third = new HashMap<>(policy("three", "keep", "10m"));
                third.putAll(calendar("00:00-10:15\", \"10:30-24:00"));
                third.putAll(grids("C2"));
                city.publish(third, TEN, at(7));
                streams.received("I-2", 8);
                streams.passTo(9);
                CaseDocument after = streams.await(Topics.CASES, CaseDocument.class, is("I-2", "three"));
                assertThat(after.getAcceptDueAt())
                        .as("ten minutes of the new calendar, from 10:08 over its break")
                        .isEqualTo(at(33));
                assertThat(after.getCommunityId()).as("in the new grids").isEqualTo("C2");
                streams.received("I-1", 9.5);
                streams.passTo(10);
                assertThat(streams.await(
                                        Topics.CASES,
                                        CaseDocument.class,
                                        each -> each.getCaseId().equals("I-1") && each.getEvents() == 2)
                                .getPolicyVersion())
                        .as("the new version leaves what was open as it is")
                        .isEqualTo("two");
            } finally {
                job.cancel().get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static Predicate<CaseDocument> is(String caseId, String version) {
        return each -> each.getCaseId().equals(caseId) && version.equals(each.getPolicyVersion());
    }

    /** What goes in and what comes out. */
    private static final class Streams implements AutoCloseable {
        private static final List<Topic<?>> INPUTS = List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);

        private final JobConfig config;
        private final KafkaProducer<byte[], byte[]> producer;
        private Instant now = TEN;

        Streams(JobConfig config) {
            this.config = config;
            producer = new KafkaProducer<>(
                    KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
        }

        void received(String incidentId, double minute) throws Exception {
            LinkageEvent event = LinkageEvent.newBuilder()
                    .setEventId(incidentId + "@" + minute)
                    .setOccurredAt(at(minute))
                    .setKind(LinkageKind.RECEIVED)
                    .setIncidentId(incidentId)
                    .setUrgency(Urgency.ROUTINE)
                    .setGridId("G1")
                    .build();
            send(Topics.LINKAGE, 0, SingleObject.encode(event));
        }

        void passTo(double minute) throws Exception {
            now = at(minute);
            beat();
        }

        /** The pace of event time while nothing happens: slow, so that no deadline comes nearer. */
        private void beat() throws Exception {
            now = now.plusMillis(1);
            byte[] heartbeat = SingleObject.encode(new Heartbeat(now, null));
            for (Topic<?> topic : INPUTS) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    send(topic, partition, heartbeat);
                }
            }
        }

        private void send(Topic<?> topic, int partition, byte[] value) throws Exception {
            producer.send(new ProducerRecord<>(topic.name(), partition, null, value))
                    .get(30, TimeUnit.SECONDS);
        }

        /** The newest document that agrees, as soon as there is one. */
        <T extends SpecificRecordBase> T await(Topic<T> topic, Class<T> type, Predicate<T> agrees) throws Exception {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
                while (System.nanoTime() < end) {
                    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                        T document = SingleObject.decode(message.value(), type);
                        if (agrees.test(document)) {
                            return document;
                        }
                    }
                    beat();
                }
            }
            throw new AssertionError("waited in vain for a document on " + topic.name());
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private static Map<String, byte[]> policy(String version, String onPolicyChange, String goal) {
        return Map.of("policy.yaml", text("""
                version: %s
                onPolicyChange: %s
                clocks:
                  - {id: accept, start: [RECEIVED], stop: [ACCEPTED], goal: %s, calendar: office-hours, severity: major}
                """.formatted(version, onPolicyChange, goal)));
    }

    private static Map<String, byte[]> calendar(String hours) {
        return Map.of("calendar.yaml", text("""
                zone: UTC
                calendars:
                  - {id: office-hours, days: [MON, TUE, WED, THU, FRI, SAT, SUN], hours: ["%s"]}
                """.formatted(hours)));
    }

    private static Map<String, byte[]> grids(String communityId) {
        return Map.of("grids.geojson", text("""
                {"type":"FeatureCollection","features":[{"type":"Feature",
                 "properties":{"gridId":"G1","name":"G1","communityId":"%s"},
                 "geometry":{"type":"Polygon","coordinates":[[[120,30],[121,30],[121,31],[120,31],[120,30]]]}}]}
                """.formatted(communityId)));
    }

    private static Instant at(double minute) {
        return TEN.plusMillis(Math.round(minute * 60_000));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

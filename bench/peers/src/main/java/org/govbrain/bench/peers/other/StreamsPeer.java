package org.govbrain.bench.peers.other;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Stopwatch;
import org.govbrain.bench.peers.AcceptStory;
import org.govbrain.bench.peers.Peer;

/** Kafka Streams with two stores in memory, driven without a broker: what it costs itself, with reading and writing of records. */
public final class StreamsPeer implements Peer {
    @Override
    public String name() {
        return "Kafka Streams, no broker";
    }

    @Override
    public String goal() {
        return "at least 4 times Kafka Streams";
    }

    @Override
    public Outcome tell(AcceptStory story, BenchCluster cluster) {
        Properties settings = new Properties();
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        settings.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH)) {
            TestInputTopic<String, Boolean> events = driver.createInputTopic(
                    "events", Serdes.String().serializer(), Serdes.Boolean().serializer());
            TestOutputTopic<String, Long> breaches = driver.createOutputTopic(
                    "breaches", Serdes.String().deserializer(), Serdes.Long().deserializer());
            Stopwatch watch = Stopwatch.start();
            long found = 0;
            for (long step = 0; step < story.steps(); step++) {
                story.tell(step, event -> events.pipeInput(event.caseId(), event.accepted(), event.atMs()));
                while (!breaches.isEmpty()) {
                    breaches.readRecord();
                    found++;
                }
            }
            Sample sample = watch.stop(story.events());
            return new Outcome(sample, found);
        }
    }

    private static Topology topology() {
        return new Topology()
                .addSource(
                        "events",
                        Serdes.String().deserializer(),
                        Serdes.Boolean().deserializer(),
                        "events")
                .addProcessor("clock", () -> new AcceptProcessor(Duration.ofSeconds(1)), "events")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(AcceptProcessor.DUE),
                                        Serdes.String(),
                                        Serdes.Long())
                                .withLoggingDisabled(),
                        "clock")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore(AcceptProcessor.IN_ORDER),
                                        Serdes.String(),
                                        Serdes.String())
                                .withLoggingDisabled(),
                        "clock")
                .addSink(
                        "breaches",
                        "breaches",
                        Serdes.String().serializer(),
                        Serdes.Long().serializer(),
                        "clock");
    }
}

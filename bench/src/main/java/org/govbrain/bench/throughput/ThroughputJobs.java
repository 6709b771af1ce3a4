package org.govbrain.bench.throughput;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.CountingSink;
import org.govbrain.bench.measure.Sample;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.kafka.KafkaInputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.engine.situation.SituationStreams;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/** The situation job and its floors, each over everything that the input topics of one broker hold. */
public final class ThroughputJobs {
    private static final List<Topic<? extends SpecificRecordBase>> INPUTS =
            List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final String DISCARDED = "discarded";
    private static final String PATROLS = "patrols";

    private final BenchCluster cluster;
    private final JobConfig config;
    private final Workload workload;

    /** How a floor decodes the records of one topic. */
    private interface Schemas<T> {
        KafkaRecordDeserializationSchema<T> of(Class<? extends SpecificRecordBase> type);
    }

    /** When an event of a floor happened, in epoch milliseconds. */
    private interface Instants<T> extends Serializable {
        long of(T event);
    }

    public ThroughputJobs(BenchCluster cluster, JobConfig config, Workload workload) {
        this.cluster = cluster;
        this.config = config;
        this.workload = workload;
    }

    /** Where state lives. */
    public enum Backend {
        HEAP("hashmap"),
        ROCKSDB("rocksdb");

        private final String type;

        Backend(String type) {
            this.type = type;
        }

        Configuration config() {
            Configuration config = SituationJob.config();
            config.set(StateBackendOptions.STATE_BACKEND, type);
            return config;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Kafka, Avro, discard. */
    public Candidate decodeFloor() {
        return new Candidate("floor: decode, discard", () -> {
            Sample sample = cluster.run(Backend.HEAP.config(), workload.events(), env -> discard(decoded(env)));
            expect("events decoded", workload.events(), CountingSink.take(DISCARDED));
            return sample;
        });
    }

    /** Kafka, Avro, keyBy, one number in state, one timer, discard. */
    public Candidate keyedFloor(Backend backend) {
        return new Candidate("floor: decode, keyBy, state, one timer, discard; " + backend, () -> {
            Sample sample = cluster.run(
                    backend.config(),
                    workload.events(),
                    env -> discard(decoded(env)
                            .keyBy(FloorEvent::key, Types.STRING)
                            .process(new OneTimerFunction())
                            .uid("one-timer")));
            expect("timers", workload.keys(), CountingSink.take(DISCARDED));
            return sample;
        });
    }

    /** The same with the event itself sent to its key, and kept there. */
    public Candidate keepingFloor(Backend backend) {
        return new Candidate(
                "floor: decode, keyBy with the whole event, keep it, one timer, discard; " + backend, () -> {
                    Sample sample = cluster.run(
                            backend.config(),
                            workload.events(),
                            env -> discard(read(env, WholeEventSchema::new, WholeEvent::atMs)
                                    .keyBy(WholeEvent::key, Types.STRING)
                                    .process(new KeepEventsFunction())
                                    .uid("keep-events")));
                    expect("timers", workload.keys(), CountingSink.take(DISCARDED));
                    return sample;
                });
    }

    /** The situation job with its documents thrown away before they are written. */
    public Candidate situation(Backend backend) {
        return discarded("situation job, discard; " + backend, backend, new KafkaReference(config));
    }

    /** The same of a city whose districts are looked at by statistics, each hour and each day of its own time. */
    public Candidate situationWithStatistics(Backend backend) {
        return discarded(
                "situation job with statistics, discard; " + backend,
                backend,
                FixedReferenceSource.of(CityFiles.of(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED))));
    }

    private Candidate discarded(String name, Backend backend, ReferenceSource reference) {
        return new Candidate(name, () -> {
            Sample sample = cluster.run(backend.config(), workload.events(), env -> {
                SituationStreams said = pipeline(env, reference);
                sink(said.patrols(), PATROLS);
                sink(said.cases(), "cases");
                sink(said.breaches(), "breaches");
                sink(said.grids(), "grids");
                sink(said.hotspots(), "hotspots");
                sink(said.indicators().indicators(), "indicators");
                sink(said.feeds(), "feeds");
                sink(said.deadLetters(), "dead-letters");
            });
            expect("patrol steps", workload.patrolSteps(), CountingSink.take(PATROLS));
            return sample;
        });
    }

    /** The situation job as it is, with everything that it says written to Kafka. */
    public Candidate situationToKafka(Backend backend) {
        return new Candidate(
                "situation job, to Kafka; " + backend,
                () -> cluster.run(
                        backend.config(),
                        workload.events(),
                        env -> SituationJob.write(pipeline(env, new KafkaReference(config)), config)));
    }

    private SituationStreams pipeline(StreamExecutionEnvironment env, ReferenceSource reference) {
        return SituationJob.pipeline(
                inbound(env, Topics.PATROL),
                inbound(env, Topics.LINKAGE),
                inbound(env, Topics.PLATFORM),
                new SituationSettings(reference, workload.asOf().toEpochMilli(), RETENTION.toMillis()));
    }

    private DataStream<Inbound> inbound(StreamExecutionEnvironment env, Topic<?> topic) {
        return env.fromSource(
                        KafkaInputs.source(config, "bench", topic)
                                .setBounded(OffsetsInitializer.latest())
                                .build(),
                        new InboundWatermarks(),
                        "Read " + topic.name())
                .uid("read-" + topic.name());
    }

    private DataStream<FloorEvent> decoded(StreamExecutionEnvironment env) {
        return read(env, FloorSchema::new, FloorEvent::atMs);
    }

    private <T> DataStream<T> read(StreamExecutionEnvironment env, Schemas<T> schemas, Instants<T> instants) {
        return INPUTS.stream()
                .map(topic -> read(env, topic, schemas, instants))
                .reduce((one, other) -> one.union(other))
                .orElseThrow();
    }

    private <T> DataStream<T> read(
            StreamExecutionEnvironment env, Topic<?> topic, Schemas<T> schemas, Instants<T> instants) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(topic.maxMessageBytes()));
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setProperties(properties)
                .setGroupId("bench-floor")
                .setTopics(topic.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(schemas.of(topic.recordClass()))
                .build();
        return env.fromSource(
                        source,
                        WatermarkStrategy.<T>forBoundedOutOfOrderness(InboundWatermarks.DISORDER)
                                .withTimestampAssigner((event, before) -> instants.of(event)),
                        "Read " + topic.name())
                .uid("read-" + topic.name());
    }

    private static void discard(DataStream<?> stream) {
        sink(stream, DISCARDED);
    }

    private static <T> void sink(DataStream<T> stream, String name) {
        stream.sinkTo(new CountingSink<>(name)).uid("discard-" + name);
    }

    private static void expect(String what, long expected, long counted) {
        if (expected != counted) {
            throw new IllegalStateException(what + ": " + counted + " where " + expected + " were expected");
        }
    }
}

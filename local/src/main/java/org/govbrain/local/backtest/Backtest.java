package org.govbrain.local.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.engine.avro.FeedMapper;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.engine.avro.PatrolMapper;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.engine.situation.SituationStreams;
import org.govbrain.local.convert.EventFile;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** Runs the situation job over event files and writes the documents that an index would hold in the end. */
final class Backtest {
    /** It pages nobody, and hears nothing after its publication. */
    private static final Set<Topic<?>> UNSAID = Set.of(Topics.PAGES, Topics.CORRECTIONS, Topics.AMENDMENTS);

    /** RocksDB takes more of the processor's time, so what surely fits into a gigabyte of heap stays there. */
    private static final long MOST_IN_MEMORY = 200_000;

    private static final int ROCKSDB_MIB = 256;

    private final EventFiles events;
    private final FixedReferenceSource reference;
    private final Instant asOf;
    private final Path out;
    private final long mostInMemory;

    Backtest(EventFiles events, FixedReferenceSource reference, Instant asOf, Path out) {
        this(events, reference, asOf, out, MOST_IN_MEMORY);
    }

    /** @param mostInMemory of more events than these the job's state is on the disk */
    Backtest(EventFiles events, FixedReferenceSource reference, Instant asOf, Path out, long mostInMemory) {
        this.mostInMemory = mostInMemory;
        this.events = events;
        this.reference = reference;
        this.asOf = asOf;
        this.out = out;
    }

    /** The files that a backtest writes, in the order of the topics. */
    static List<String> files() {
        return Topics.of(Use.OUTPUT).stream()
                .filter(topic -> !UNSAID.contains(topic))
                .map(Backtest::fileOf)
                .toList();
    }

    private static String fileOf(Topic<?> topic) {
        return topic.name().substring(topic.name().indexOf('.') + 1) + ".ndjson";
    }

    /** Runs to the end of the files. Throws what Flink throws. */
    void run() throws Exception {
        prepare();
        // One task at a time: the documents don't depend on it, and a replay has no latency to gain.
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config());
        SituationStreams said = SituationJob.pipeline(
                source(env, EventFile.PATROL),
                source(env, EventFile.LINKAGE),
                source(env, EventFile.PLATFORM),
                SituationSettings.replay(reference, asOf));
        write(said.cases(), Topics.CASES, new CaseMapper());
        write(said.breaches(), Topics.BREACHES, new BreachMapper());
        write(said.grids(), Topics.GRIDS, new GridMapper());
        write(said.hotspots(), Topics.HOTSPOTS, new HotspotMapper());
        write(said.patrols(), Topics.PATROLS, new PatrolMapper());
        write(said.indicators().indicators(), Topics.INDICATORS, new IndicatorMapper());
        write(said.feeds(), Topics.FEEDS, new FeedMapper());
        write(said.deadLetters(), Topics.DEAD_LETTERS, new DeadLetterMapper());
        env.execute("backtest");
    }

    /** A replay keeps every case to its end, about a kilobyte an event: many of them are kept on the disk. */
    private Configuration config() throws IOException {
        Configuration config = SituationJob.config();
        if (events.counts(asOf).folded() > mostInMemory) {
            config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            // Nothing is ever saved here, so nothing speaks against the quicker place for timers.
            config.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
            config.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(ROCKSDB_MIB));
        }
        return config;
    }

    /** Every file is there afterwards, and none is left of an earlier run. */
    private void prepare() throws IOException {
        Files.createDirectories(out);
        for (String file : files()) {
            Files.write(out.resolve(file), new byte[0]);
        }
    }

    private DataStream<Inbound> source(StreamExecutionEnvironment env, EventFile file) throws IOException {
        String stream = file.name().toLowerCase(Locale.ROOT);
        return env.fromSource(events.until(file, asOf), WatermarkStrategy.noWatermarks(), "Read " + file.fileName())
                .uid("read-" + stream)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                        .withTimestampAssigner((inbound, unused) -> inbound.at().toEpochMilli()))
                .uid("time-" + stream)
                .name("Event time of " + file.fileName());
    }

    private <D, T extends SpecificRecordBase> void write(
            DataStream<D> values, Topic<T> topic, DocumentMapper<D, T> mapper) {
        String file = fileOf(topic);
        values.sinkTo(new DocumentFileSink<>(out.resolve(file), mapper))
                .uid("write-" + file.substring(0, file.indexOf('.')))
                .name("Write " + file);
    }
}

package org.govbrain.engine.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.FeedMapper;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.engine.avro.PatrolMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.input.TimelessWatermarks;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.stepped.LateReference;
import org.govbrain.engine.stepped.SteppedJob;
import org.govbrain.engine.stepped.SteppedSource;
import org.govbrain.engine.stepped.WrittenTopics;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The whole situation job over events in partitions, once as a backtest of one task hears them, and once as a live job does whose
 * tasks and partitions are not equally far, and that is killed and goes on with more or fewer tasks.
 */
final class WholeSituation {
    private static final Map<Stream, String> SOURCES = Map.of(
            Stream.PATROL, "read-govbrain-patrol",
            Stream.LINKAGE110, "read-govbrain-linkage110",
            Stream.PLATFORM, "read-govbrain-platform");
    private static final String ECHOES = "read-echoes";
    private static final int PARTITIONS = 4;

    /** A minute is the time in which a run may take its own words for those of the one before. */
    private static final Duration BEYOND_GRACE = Echo.GRACE.plusMinutes(1);

    private final List<GovernanceEvent> events;
    private final Instant end;
    private final ReferenceSource reference;
    private final @Nullable LateReference late;

    WholeSituation(List<GovernanceEvent> events, Instant end, ReferenceSource reference) {
        this(events, end, reference, null);
    }

    /** In a city that changes, which the backtest knows from the beginning. */
    WholeSituation(List<GovernanceEvent> events, Instant end, LateReference late) {
        this(events, end, late.all(), late);
    }

    private WholeSituation(
            List<GovernanceEvent> events, Instant end, ReferenceSource reference, @Nullable LateReference late) {
        this.events = events;
        this.end = end;
        this.reference = reference;
        this.late = late;
    }

    /** Event time of a live job when all has come up to the end. */
    Instant asOf() {
        return end.minus(InboundWatermarks.DISORDER).minusMillis(1);
    }

    /** What was published and corrected is the live job's alone. */
    private static WrittenTopics topics() {
        return new WrittenTopics()
                .with(Topics.CASES, new CaseMapper())
                .with(Topics.BREACHES, new BreachMapper())
                .with(Topics.GRIDS, new GridMapper())
                .with(Topics.HOTSPOTS, new HotspotMapper())
                .with(Topics.PATROLS, new PatrolMapper())
                .with(Topics.INDICATORS, new IndicatorMapper())
                .with(Topics.FEEDS, new FeedMapper())
                .with(Topics.DEAD_LETTERS, new DeadLetterMapper());
    }

    /** One task, each stream in order, to its end. */
    WrittenTopics backtest() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(SituationJob.config());
        env.setParallelism(1);
        SituationStreams said = SituationJob.pipeline(
                placeholder(env, Stream.PATROL),
                placeholder(env, Stream.LINKAGE110),
                placeholder(env, Stream.PLATFORM),
                SituationSettings.replay(reference, asOf()));
        SituationJob.write(said, settings(1));
        Map<String, SteppedSource<?>> sources = new TreeMap<>();
        SOURCES.forEach((stream, uid) -> {
            List<Inbound> inOrder = events.stream()
                    .filter(event -> event.stream() == stream)
                    .sorted(Comparator.comparing(GovernanceEvent::occurredAt))
                    .map(event -> Inbound.of(event, event.occurredAt()))
                    .toList();
            WatermarkStrategy<Inbound> eventTime = WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                    .withTimestampAssigner((inbound, unused) -> inbound.at().toEpochMilli());
            sources.put(
                    uid, new SteppedSource<>(uid, List.of(inOrder), eventTime, each -> true, List.of(), List.of(1)));
        });
        WrittenTopics topics = topics();
        try (SteppedJob job = new SteppedJob(env.getStreamGraph(), sources, topics::take, end, null, new Random(1))) {
            toItsEnd(job);
            job.end();
            toItsEnd(job);
        }
        return topics;
    }

    private static DataStream<Inbound> placeholder(StreamExecutionEnvironment env, Stream stream) {
        return env.fromData(Inbound.class, Inbound.of(new SignOfLife(Instant.EPOCH, null), Instant.EPOCH))
                .uid(String.valueOf(SOURCES.get(stream)));
    }

    private static void toItsEnd(SteppedJob job) throws Exception {
        boolean more = true;
        while (more) {
            more = job.step();
        }
    }

    private static JobConfig settings(int tasks) {
        return JobConfig.of(Map.of("kafka.bootstrap-servers", "localhost:9", "parallelism", String.valueOf(tasks)));
    }

    private StreamGraph live(int tasks) {
        JobConfig settings = settings(tasks);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(SituationJob.config(settings));
        SituationJob.build(env, settings, late == null ? reference : late);
        return env.getStreamGraph();
    }

    /**
     * Killed so many times and set up again.
     *
     * @param backlog whether all was there before the first run; else records arrive in those days
     */
    WrittenTopics live(int kills, int lateMs, boolean backlog, Random random) throws Exception {
        Map<Stream, List<List<Inbound>>> scripts = new EnumMap<>(Stream.class);
        for (Stream stream : Stream.values()) {
            scripts.put(stream, partitions(stream, lateMs, backlog, random));
        }
        int all = scripts.values().stream()
                .flatMap(List::stream)
                .mapToInt(List::size)
                .sum();
        WrittenTopics topics = topics();
        SteppedJob.@Nullable Checkpoint from = null;
        Instant startedAt = backlog ? loadedAt() : Events.at(0);
        Publications publications = new Publications(late, all, random);
        for (int run = 0; run <= kills; run++) {
            int tasks = 1 + random.nextInt(4);
            Instant started = startedAt;
            topics.setClock(started.plus(BEYOND_GRACE));
            Map<String, SteppedSource<?>> sources = new TreeMap<>();
            scripts.values().forEach(script -> script.forEach(partition -> beat(partition, settledAt())));
            for (Map.Entry<Stream, List<List<Inbound>>> script : scripts.entrySet()) {
                String uid = String.valueOf(SOURCES.get(script.getKey()));
                sources.put(
                        uid,
                        new SteppedSource<>(
                                uid,
                                script.getValue(),
                                new InboundWatermarks(),
                                each -> true,
                                places(from, uid),
                                speeds(PARTITIONS, random)));
            }
            sources.put(
                    ECHOES,
                    new SteppedSource<>(
                            ECHOES,
                            List.of(topics.echoes()),
                            new TimelessWatermarks<>(),
                            echo -> !echo.saidAt().isAfter(started.plus(Echo.GRACE)),
                            places(from, ECHOES),
                            speeds(1, random)));
            int until = run == kills ? Integer.MAX_VALUE : random.nextInt(all);
            try (SteppedJob job = new SteppedJob(live(tasks), sources, topics::take, started, from, random)) {
                run(job, sources, publications, until, random);
                if (run == kills) {
                    toTheEnd(job, scripts, publications);
                }
                from = job.newestCheckpoint();
            }
            startedAt = later(started.plus(BEYOND_GRACE), newestRead(scripts, sources));
        }
        return topics;
    }

    private static List<Integer> places(SteppedJob.@Nullable Checkpoint from, String uid) {
        return from == null ? List.of() : from.places().getOrDefault(uid, List.of());
    }

    /** Of partitions that are far ahead, far behind, and in between. */
    private static List<Integer> speeds(int partitions, Random random) {
        List<Integer> speeds = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            speeds.add(1 << random.nextInt(9));
        }
        return speeds;
    }

    /** At least until a checkpoint is complete: what the first one never saved nobody takes back. */
    private static void run(
            SteppedJob job, Map<String, SteppedSource<?>> sources, Publications publications, int until, Random random)
            throws Exception {
        boolean more = true;
        while (more && (read(sources) < until || job.newestCheckpoint() == null)) {
            publications.publish(read(sources));
            if (random.nextInt(200) == 0) {
                job.checkpoint();
            }
            more = job.step();
        }
    }

    /** Whoever has not read the newest reference data by now does so with the last heartbeats. */
    private void toTheEnd(SteppedJob job, Map<Stream, List<List<Inbound>>> scripts, Publications publications)
            throws Exception {
        publications.settle();
        scripts.values().forEach(script -> script.forEach(partition -> beat(partition, end)));
        // What waits for a checkpoint leaves with the first of these, and is written before the second.
        for (int i = 0; i < 2; i++) {
            toItsEnd(job);
            job.checkpoint();
            toItsEnd(job);
        }
    }

    /** When each version of the city is published, by how many records have been read; some are when all has. */
    private static final class Publications {
        private final @Nullable LateReference late;
        private final int[] afterReading;

        Publications(@Nullable LateReference late, int all, Random random) {
            this.late = late;
            this.afterReading = late == null
                    ? new int[0]
                    : random.ints(late.versions(), 0, all + all / 8).sorted().toArray();
            if (late != null) {
                late.begin(random);
            }
        }

        void publish(int read) {
            if (late != null) {
                late.publish((int) Arrays.stream(afterReading)
                        .filter(after -> after <= read)
                        .count());
            }
        }

        void settle() {
            if (late != null) {
                late.publish(late.versions());
                late.settle();
            }
        }
    }

    private static int read(Map<String, SteppedSource<?>> sources) {
        int read = 0;
        for (String uid : SOURCES.values()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                read += source(sources, uid).read(partition);
            }
        }
        return read;
    }

    private static SteppedSource<?> source(Map<String, SteppedSource<?>> sources, String uid) {
        return Objects.requireNonNull(sources.get(uid), uid);
    }

    private static Instant newestRead(Map<Stream, List<List<Inbound>>> scripts, Map<String, SteppedSource<?>> sources) {
        Instant newest = Instant.EPOCH;
        for (Map.Entry<Stream, List<List<Inbound>>> script : scripts.entrySet()) {
            SteppedSource<?> source = source(sources, String.valueOf(SOURCES.get(script.getKey())));
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (Inbound read : script.getValue().get(partition).subList(0, source.read(partition))) {
                    newest = later(newest, read.receivedAt());
                }
            }
        }
        return newest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Dealt out to partitions, of which the last has nothing but heartbeats; each record comes some time after it happened. */
    private List<List<Inbound>> partitions(Stream stream, int lateMs, boolean backlog, Random random) {
        record Arrival(Instant at, int partition, Inbound inbound) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (GovernanceEvent event : events) {
            if (event.stream() == stream) {
                Instant at = event.occurredAt().plusMillis(random.nextInt(10) == 0 ? random.nextInt(lateMs) : 0);
                arrivals.add(
                        new Arrival(at, random.nextInt(PARTITIONS - 1), Inbound.of(event, backlog ? loadedAt() : at)));
            }
        }
        for (Instant at = Events.at(0); at.isBefore(settledAt()); at = at.plus(Duration.ofHours(1))) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                arrivals.add(new Arrival(at, partition, Inbound.of(new SignOfLife(at, null), at)));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        List<List<Inbound>> partitions = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            int partition = i;
            List<Inbound> records = new ArrayList<>();
            arrivals.stream().filter(each -> each.partition == partition).forEach(each -> records.add(each.inbound));
            partitions.add(records);
        }
        return partitions;
    }

    /** When a backlog was written: after all that it tells of. */
    private Instant loadedAt() {
        return end.plus(Duration.ofDays(1));
    }

    /** After all that happens, and before the last hour of a district closes, with which it looks again. */
    private Instant settledAt() {
        return end.minus(Duration.ofHours(2));
    }

    /** Heartbeats go on, whatever a run has read already. */
    private static void beat(List<Inbound> partition, Instant at) {
        partition.add(Inbound.of(new SignOfLife(at, null), at));
    }
}

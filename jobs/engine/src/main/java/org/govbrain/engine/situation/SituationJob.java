package org.govbrain.engine.situation;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.engine.avro.FeedMapper;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.engine.avro.PatrolMapper;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.feed.FeedStreams;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.hotspot.HotspotPipeline;
import org.govbrain.engine.hotspot.HotspotSettings;
import org.govbrain.engine.hotspot.HotspotStreams;
import org.govbrain.engine.indicator.CaseIndicatorsFunction;
import org.govbrain.engine.indicator.IndicatorFunction;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.kafka.KafkaInputs;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/**
 * Joins the three streams into cases, runs their clocks and shows each grid.
 *
 * <pre>
 * patrol ───► locate ─┬──────────────────────────────► fold case ─┬─► cases
 * 110 ──────► locate ─┼─► place candidates ─► link ──►            ├─► breaches
 * platform ─► locate ─┴─► trace origin ──────────────►            ├─► grid ─► grids
 *                                                                 ├─► {@link HotspotPipeline} ─► hotspots, grid
 *                                                                 └─► case indicators ─► indicators
 * each ─► sum signs ─► feeds ─► feeds; breaches go by there, where those of a silent feed are marked
 * patrol ───► patrol cadence of each grid ───────────────────────────► breaches
 * </pre>
 */
public final class SituationJob {
    /** The name under which it runs. */
    public static final String NAME = "situation";

    /** How long a closed case may still be reopened or corrected. */
    private static final Duration RETENTION = Duration.ofDays(30);

    private SituationJob() {}

    /** Runs the job on the cluster that this is submitted to; the argument is the settings file, if there is one. */
    public static void main(String[] args) throws Exception {
        JobConfig settings = JobConfig.load(args.length == 0 ? null : Path.of(args[0]), System.getenv());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config(settings));
        build(env, settings);
        env.execute(NAME);
    }

    /** How the job runs on a cluster: as everywhere, and with checkpoints. */
    public static Configuration config(JobConfig settings) {
        Configuration config = config();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(ConfigKeys.CHECKPOINT_INTERVAL));
        config.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.find(ConfigKeys.CHECKPOINT_DIR)
                .ifPresent(dir -> config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir));
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        return config;
    }

    /** Draws the whole job, edges and all. */
    public static void build(StreamExecutionEnvironment env, JobConfig settings) {
        build(env, settings, new KafkaReference(settings));
    }

    /** The same with reference data from elsewhere than its topic. */
    public static void build(StreamExecutionEnvironment env, JobConfig settings, ReferenceSource reference) {
        env.setParallelism(settings.get(ConfigKeys.PARALLELISM));
        SituationStreams said = pipeline(
                KafkaInputs.stream(env, settings, NAME, Topics.PATROL),
                KafkaInputs.stream(env, settings, NAME, Topics.LINKAGE),
                KafkaInputs.stream(env, settings, NAME, Topics.PLATFORM),
                SituationSettings.live(reference, RETENTION));
        write(said, settings);
    }

    /** What the job says, to its topics. */
    public static void write(SituationStreams said, JobConfig settings) {
        write(said.cases(), settings, Topics.CASES, new CaseMapper());
        write(said.breaches(), settings, Topics.BREACHES, new BreachMapper());
        write(said.grids(), settings, Topics.GRIDS, new GridMapper());
        write(said.hotspots(), settings, Topics.HOTSPOTS, new HotspotMapper());
        write(said.patrols(), settings, Topics.PATROLS, new PatrolMapper());
        write(said.indicators(), settings, Topics.INDICATORS, new IndicatorMapper());
        write(said.feeds(), settings, Topics.FEEDS, new FeedMapper());
        write(said.deadLetters(), settings, Topics.DEAD_LETTERS, new DeadLetterMapper());
    }

    private static <D, T extends SpecificRecordBase> void write(
            DataStream<D> documents, JobConfig settings, Topic<T> topic, DocumentMapper<D, T> mapper) {
        documents
                .sinkTo(KafkaOutputs.sink(settings, topic, mapper))
                .uid("write-" + topic.name().replace('.', '-'))
                .name("Write " + topic.name());
    }

    /** What every environment of this job must have set: no unnamed state, no Kryo, short waits. */
    public static Configuration config() {
        Configuration config = new Configuration();
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.OBJECT_REUSE, true);
        config.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, InboundWatermarks.INTERVAL);
        config.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        // Where state is in RocksDB: one timer an open case fits into memory, and costs far less there.
        config.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
        return config;
    }

    /** The graph, from three streams that have event time to what is said about them. */
    public static SituationStreams pipeline(
            DataStream<Inbound> patrol,
            DataStream<Inbound> linkage,
            DataStream<Inbound> platform,
            SituationSettings settings) {
        SingleOutputStreamOperator<HeardEvent> patrols = locate(patrol, "patrol", settings);
        SingleOutputStreamOperator<HeardEvent> incidents = locate(linkage, "linkage110", settings);
        SingleOutputStreamOperator<HeardEvent> platformCases = locate(platform, "platform", settings);

        DataStream<CaseInput> findings = subjects(
                patrols.filter(SituationJob::isFinding).uid("keep-findings").name("Keep findings"), "findings");
        SingleOutputStreamOperator<CaseInput> traced = platformCases
                .keyBy(heard -> String.valueOf(heard.event().subjectId()))
                .process(new TraceOriginFunction(settings))
                .uid("trace-origin")
                .name("Trace the origin of platform cases");
        DataStream<CaseInput> links = openings(incidents)
                .union(traced.getSideOutput(SituationStreams.OPENINGS))
                .flatMap(new PlaceCandidatesFunction(settings.reference()))
                .uid("place-link-candidates")
                .name("Place candidates for links")
                .keyBy(PlacedCandidate::place)
                .process(new LinkFunction(settings))
                .uid("link-probable")
                .name("Link what is probably one matter");

        SingleOutputStreamOperator<CaseSituation> cases = findings.union(
                        subjects(incidents, "incidents"), traced, links)
                .keyBy(CaseInput::caseKey)
                .transform(
                        "Fold cases and run their clocks",
                        TypeInformation.of(CaseSituation.class),
                        new FollowReferenceOperator<>(new FoldCaseFunction(settings)))
                .uid("fold-case");
        HotspotStreams hotspots = HotspotPipeline.of(
                cases.getSideOutput(SituationStreams.HOTSPOT_INPUTS)
                        .union(patrols.flatMap(SituationJob::patrolStep)
                                .returns(HotspotInput.class)
                                .uid("patrol-effort")
                                .name("Patrol effort")),
                new HotspotSettings(settings.reference(), settings.asOfMs()));
        DataStream<GridSituation> grids = grids(patrols, cases, hotspots, settings);
        FeedStreams feeds = FeedStreams.of(
                patrol,
                linkage,
                platform,
                cases.getSideOutput(SituationStreams.BREACHES),
                settings.reference(),
                settings.asOfMs(),
                settings.retentionMs());
        return new SituationStreams(
                cases,
                feeds.breaches().union(cadence(patrols, settings)),
                grids,
                hotspots.hotspots(),
                patrols.getSideOutput(SituationStreams.PATROLS),
                indicators(cases, settings),
                feeds.feeds(),
                patrols.getSideOutput(SituationStreams.DEAD_LETTERS)
                        .union(
                                incidents.getSideOutput(SituationStreams.DEAD_LETTERS),
                                platformCases.getSideOutput(SituationStreams.DEAD_LETTERS),
                                traced.getSideOutput(SituationStreams.DEAD_LETTERS),
                                cases.getSideOutput(SituationStreams.DEAD_LETTERS)));
    }

    private static DataStream<SaidBreach> cadence(DataStream<HeardEvent> patrols, SituationSettings settings) {
        return patrols.filter(heard -> heard.event().gridId() != null)
                .uid("keep-patrols-of-grids")
                .name("Keep patrols of grids")
                .keyBy(heard -> String.valueOf(heard.event().gridId()))
                .transform(
                        "Patrol cadence of each grid",
                        TypeInformation.of(SaidBreach.class),
                        new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)))
                .uid("patrol-cadence");
    }

    private static SingleOutputStreamOperator<HeardEvent> locate(
            DataStream<Inbound> inbound, String stream, SituationSettings settings) {
        return inbound.process(new LocateFunction(settings.reference()))
                .uid("locate-" + stream)
                .name("Locate " + stream);
    }

    private static DataStream<CaseInput> subjects(DataStream<HeardEvent> events, String what) {
        return events.map(heard -> CaseInput.event(CaseKey.ofSubject(heard.event()), heard.heardAt(), heard.event()))
                .returns(CaseInput.class)
                .uid("key-" + what)
                .name("Key " + what);
    }

    private static DataStream<Opening> openings(DataStream<HeardEvent> incidents) {
        return incidents
                .filter(heard -> heard.event().kind() == EventKind.RECEIVED)
                .uid("keep-received-incidents")
                .name("Keep received incidents")
                .map(heard -> new Opening(heard.heardAt(), heard.event(), false))
                .returns(Opening.class)
                .uid("incident-openings")
                .name("Openings of incidents");
    }

    /** Cases are where they were folded: their key is the same, so nothing is sent for the first of the two steps. */
    private static DataStream<IndicatorSums> indicators(DataStream<CaseSituation> cases, SituationSettings settings) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                        cases, situation -> situation.origin() + '/' + situation.caseId(), Types.STRING)
                .process(new CaseIndicatorsFunction(settings.retentionMs()))
                .uid("case-indicators")
                .name("What each case adds to the indicators")
                .keyBy(IndicatorChange::cellId)
                .process(new IndicatorFunction(settings.reference()))
                .uid("indicators")
                .name("Indicators by hour");
    }

    private static boolean isFinding(HeardEvent heard) {
        EventKind kind = heard.event().kind();
        return kind == EventKind.FINDING || kind == EventKind.RESOLVED_ON_SITE;
    }

    private static void patrolStep(HeardEvent heard, Collector<HotspotInput> out) {
        GovernanceEvent event = heard.event();
        boolean effort = event.kind() == EventKind.CHECK_IN
                || event.kind() == EventKind.VISIT
                || event.kind() == EventKind.CHECK_OUT;
        if (effort && event.gridId() != null) {
            out.collect(HotspotInput.of(new EffortStep(
                    event.eventId(),
                    event.occurredAt(),
                    event.gridId(),
                    event.personId() == null ? "" : event.personId(),
                    event.kind())));
        }
    }

    private static DataStream<GridSituation> grids(
            DataStream<HeardEvent> patrols,
            SingleOutputStreamOperator<CaseSituation> cases,
            HotspotStreams hotspots,
            SituationSettings settings) {
        DataStream<GridFact> facts = cases.getSideOutput(SituationStreams.GRID_FACTS)
                .union(hotspots.grids()
                        .map(GridFact::hotspots)
                        .returns(GridFact.class)
                        .uid("grid-hotspots")
                        .name("Hotspots of each grid"))
                .union(patrols.filter(heard -> heard.event().gridId() != null)
                        .uid("keep-patrolled")
                        .name("Keep patrol steps in a grid")
                        .map(heard -> GridFact.patrolled(
                                String.valueOf(heard.event().gridId()),
                                heard.event().occurredAt()))
                        .returns(GridFact.class)
                        .uid("patrolled-grids")
                        .name("Patrolled grids"));
        return facts.keyBy(GridFact::gridId)
                .transform(
                        "Situation of each grid",
                        TypeInformation.of(GridSituation.class),
                        new FollowReferenceOperator<>(new GridFunction(settings)))
                .uid("grid-situation");
    }
}

package org.govbrain.engine.situation;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.avro.AmendmentMapper;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.CorrectionMapper;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.FeedMapper;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.engine.avro.PatrolMapper;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.engine.feed.FeedStreams;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.grid.GridPipeline;
import org.govbrain.engine.hotspot.HotspotPipeline;
import org.govbrain.engine.hotspot.HotspotSettings;
import org.govbrain.engine.hotspot.HotspotStreams;
import org.govbrain.engine.indicator.IndicatorPipeline;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.kafka.KafkaEchoes;
import org.govbrain.engine.kafka.KafkaInputs;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.patrol.PatrolInput;
import org.govbrain.engine.patrol.PatrolPipeline;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.Topics;

/**
 * Joins the three streams into cases, runs their clocks and shows each grid.
 *
 * <pre>
 * patrol ───► locate ─┐
 * 110 ──────► locate ─┼─► {@link CasePipeline} ─┬───────────────────────► cases
 * platform ─► locate ─┘                  ├─► {@link FeedStreams} ───────► breaches, those of a silent feed marked; feeds
 *                                        ├─► {@link HotspotPipeline} ┬──► hotspots
 *                                        ├─► {@link GridPipeline} ◄──┴──► grids
 *                                        └─► {@link IndicatorPipeline} ─► indicators; what amends published ones
 * patrol ───► locate ─► {@link PatrolPipeline} ─────────────────────────► breaches
 *                     └─► also to hotspots and grids
 * breaches and grids that an earlier run said after its last checkpoint ─► to their cases and grids, {@link SaidStreams}
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
        return JobEnvironment.withCheckpoints(config(), settings);
    }

    /** What every environment of this job must have set. */
    public static Configuration config() {
        return JobEnvironment.withClocks();
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
                SaidStreams.of(KafkaEchoes.stream(env, settings, NAME)),
                SituationSettings.live(reference, RETENTION));
        write(said, settings);
    }

    /** What the job says, to its topics. */
    public static void write(SituationStreams said, JobConfig settings) {
        KafkaOutputs.write(said.cases(), settings, Topics.CASES, new CaseMapper());
        KafkaOutputs.write(said.breaches(), settings, Topics.BREACHES, new BreachMapper());
        KafkaOutputs.write(said.grids(), settings, Topics.GRIDS, new GridMapper());
        KafkaOutputs.writeWithCheckpoints(said.hotspots(), settings, Topics.HOTSPOTS, new HotspotMapper());
        KafkaOutputs.write(said.patrols(), settings, Topics.PATROLS, new PatrolMapper());
        KafkaOutputs.writeWithCheckpoints(
                said.indicators().indicators(), settings, Topics.INDICATORS, new IndicatorMapper());
        KafkaOutputs.writeWithCheckpoints(
                said.indicators().corrections(), settings, Topics.CORRECTIONS, new CorrectionMapper());
        KafkaOutputs.writeWithCheckpoints(
                said.indicators().amendments(), settings, Topics.AMENDMENTS, new AmendmentMapper());
        KafkaOutputs.write(said.feeds(), settings, Topics.FEEDS, new FeedMapper());
        KafkaOutputs.write(said.deadLetters(), settings, Topics.DEAD_LETTERS, new DeadLetterMapper());
    }

    /** The graph, from three streams that have event time to what is said about them. */
    public static SituationStreams pipeline(
            DataStream<Inbound> patrol,
            DataStream<Inbound> linkage,
            DataStream<Inbound> platform,
            SituationSettings settings) {
        return pipeline(patrol, linkage, platform, SaidStreams.none(), settings);
    }

    private static SituationStreams pipeline(
            DataStream<Inbound> patrol,
            DataStream<Inbound> linkage,
            DataStream<Inbound> platform,
            SaidStreams before,
            SituationSettings settings) {
        SingleOutputStreamOperator<HeardEvent> patrols = locate(patrol, "patrol", settings);
        SingleOutputStreamOperator<HeardEvent> incidents = locate(linkage, "linkage110", settings);
        SingleOutputStreamOperator<HeardEvent> platformCases = locate(platform, "platform", settings);
        CaseStreams said = CasePipeline.of(patrols, incidents, platformCases, before.cases(), settings);
        SingleOutputStreamOperator<CaseSituation> cases = said.cases();
        DataStream<PatrolInput> beginnings = patrols.getSideOutput(SituationStreams.BEGINNINGS)
                .union(
                        incidents.getSideOutput(SituationStreams.BEGINNINGS),
                        platformCases.getSideOutput(SituationStreams.BEGINNINGS));
        HotspotStreams hotspots = HotspotPipeline.of(
                cases.getSideOutput(SituationStreams.HOTSPOT_INPUTS)
                        .union(patrols.getSideOutput(SituationStreams.HOTSPOT_INPUTS)),
                cases.getSideOutput(SituationStreams.LOGGED_CASES),
                new HotspotSettings(settings.reference(), settings.asOfMs()));
        PatrolPipeline cadence = PatrolPipeline.of(patrols, SaidStreams.union(beginnings, before.patrols()), settings);
        FeedStreams feeds = FeedStreams.of(
                patrol,
                linkage,
                platform,
                cases.getSideOutput(SituationStreams.BREACHES).union(cadence.breaches()),
                settings);
        return new SituationStreams(
                cases,
                feeds.breaches(),
                GridPipeline.of(
                        SaidStreams.union(cases.getSideOutput(SituationStreams.GRID_FACTS), before.grids()),
                        hotspots.grids(),
                        cadence.steps(),
                        settings),
                hotspots.hotspots(),
                patrols.getSideOutput(SituationStreams.PATROLS),
                IndicatorPipeline.of(cases, feeds.breaches(), settings),
                feeds.feeds(),
                patrols.getSideOutput(SituationStreams.DEAD_LETTERS)
                        .union(
                                incidents.getSideOutput(SituationStreams.DEAD_LETTERS),
                                platformCases.getSideOutput(SituationStreams.DEAD_LETTERS),
                                said.deadLetters()));
    }

    private static SingleOutputStreamOperator<HeardEvent> locate(
            DataStream<Inbound> inbound, String stream, SituationSettings settings) {
        return inbound.process(new LocateFunction(settings.reference()))
                .uid("locate-" + stream)
                .name("Locate " + stream);
    }
}

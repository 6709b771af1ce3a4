package org.govbrain.engine.paging;

import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.avro.PageMapper;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.engine.input.CaughtUpWatermarks;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.kafka.KafkaInputs;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaPaging;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.Topics;

/**
 * Decides who is told what and when. Knows nothing of channels, and nothing of Elasticsearch.
 *
 * <pre>
 * acks ───────────────────► keep answers ─┐
 * breaches hotspots feeds ┐               ├─► route (by alert) ─► page (by group) ─┬─► deliveries
 * receipts ───────────────┴─► keep news ──┘                                        └─► pages
 * </pre>
 *
 * Event time is that of the acks, which carry heartbeats whether or not anybody answers; all other streams have none and
 * hold nothing back, once what was there at a start is read.
 */
public final class PagingJob {
    /** The name under which it runs. */
    public static final String NAME = "paging";

    private PagingJob() {}

    /** Runs the job on the cluster that this is submitted to; the argument is the settings file, if there is one. */
    public static void main(String[] args) throws Exception {
        JobConfig settings = JobConfig.load(args.length == 0 ? null : Path.of(args[0]), System.getenv());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config(settings));
        build(env, settings);
        env.execute(NAME);
    }

    /** How the job runs on a cluster. */
    public static Configuration config(JobConfig settings) {
        return JobEnvironment.withCheckpoints(JobEnvironment.withClocks(), settings);
    }

    /** Draws the whole job, edges and all. */
    public static void build(StreamExecutionEnvironment env, JobConfig settings) {
        build(env, settings, new KafkaReference(settings));
    }

    /** The same with reference data from elsewhere than its topic. */
    public static void build(StreamExecutionEnvironment env, JobConfig settings, ReferenceSource reference) {
        env.setParallelism(settings.get(ConfigKeys.PARALLELISM));
        PagingStreams said = pipeline(
                KafkaInputs.stream(env, settings, NAME, Topics.ACKS, new CaughtUpWatermarks()),
                KafkaPaging.news(env, settings),
                reference);
        KafkaOutputs.write(said.deliveries(), settings, Topics.DELIVERIES, new DeliveryMapper());
        KafkaOutputs.writeWithCheckpoints(
                said.pages(), settings, Topics.PAGES, new PageMapper(), PagingJob::isPageOfOneThatReturned);
        KafkaOutputs.write(said.deadLetters(), settings, Topics.DEAD_LETTERS, new DeadLetterMapper());
    }

    /**
     * A run that is killed may have seen an alert end and open again, of which the next one hears at once, so that it goes on with the
     * first page. It must not have shown a second one, whose document nobody would end.
     */
    private static boolean isPageOfOneThatReturned(PageRecord line) {
        return line.kind() == PageRecord.Kind.PAGE && line.episode() > 1;
    }

    /**
     * The graph.
     *
     * @param acks officers' answers, with event time
     * @param news alerts and receipts; their watermark never holds event time back
     */
    public static PagingStreams pipeline(
            DataStream<Inbound> acks, DataStream<PageInput> news, ReferenceSource reference) {
        SingleOutputStreamOperator<PageInput> answers =
                acks.process(new KeepAnswersFunction()).uid("keep-answers").name("Keep answers");
        SingleOutputStreamOperator<PageInput> alerts =
                news.process(new KeepNewsFunction()).uid("keep-news").name("Keep alerts and receipts");
        SingleOutputStreamOperator<Delivery> deliveries = answers.union(alerts)
                .keyBy(PageInput::subject, Types.STRING)
                .process(new RouteAlertFunction())
                .uid("route-alerts")
                .name("Route alerts to their group")
                .keyBy(PageInput::group, Types.STRING)
                .process(new PageGroupFunction(reference))
                .uid("page-groups")
                .name("Page the pages of each group");
        return new PagingStreams(
                deliveries,
                deliveries.getSideOutput(PagingStreams.PAGES),
                answers.getSideOutput(PagingStreams.DEAD_LETTERS)
                        .union(alerts.getSideOutput(PagingStreams.DEAD_LETTERS)));
    }
}

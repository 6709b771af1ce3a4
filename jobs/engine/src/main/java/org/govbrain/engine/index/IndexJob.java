package org.govbrain.engine.index;

import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.elastic.BulkSettings;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.elastic.ElasticsearchSink;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.kafka.KafkaDocuments;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaRejectedDocuments;
import org.govbrain.schemas.Topics;

/**
 * Every document topic into Elasticsearch.
 *
 * <pre>
 * document topics ─► split ─► by document ─► Elasticsearch
 *                      │                          │ what it refuses
 *                      └─► dead-letter topic ◄────┘
 * </pre>
 */
public final class IndexJob {
    /** The name under which it runs. */
    public static final String NAME = "index";

    /** What {@link #pipeline} makes of the records: documents by id, and the records that are none. */
    public record Outputs(KeyedStream<DocumentWrite, String> documents, DataStream<DeadLetter> deadLetters) {}

    private IndexJob() {}

    /** Runs the job on the cluster that this is submitted to; the argument is the settings file, if there is one. */
    public static void main(String[] args) throws Exception {
        JobConfig settings = JobConfig.load(args.length == 0 ? null : Path.of(args[0]), System.getenv());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config(settings));
        build(env, settings);
        env.execute(NAME);
    }

    /** How the job runs. */
    public static Configuration config(JobConfig settings) {
        Configuration config = JobEnvironment.withCheckpoints(JobEnvironment.plain(), settings);
        // A document may come twice: its version says so. Then no barrier has to wait for another.
        config.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
        // While Elasticsearch is away the full buffer holds back stream and barriers. Waiting is right, a restart is
        // not.
        config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        return config;
    }

    /** Draws the whole job, edges and all. */
    public static void build(StreamExecutionEnvironment env, JobConfig settings) {
        env.setParallelism(settings.get(ConfigKeys.PARALLELISM));
        write(pipeline(KafkaDocuments.stream(env, settings)), settings);
    }

    /** Documents to Elasticsearch, and what is none to its topic. */
    public static void write(Outputs outputs, JobConfig settings) {
        outputs.documents()
                .sinkTo(new ElasticsearchSink(
                        ElasticsearchConnection.of(settings),
                        BulkSettings.of(settings),
                        DocumentDecoder.urgentIndices(),
                        KafkaRejectedDocuments.factory(settings)))
                .uid("index-documents")
                .name("Index documents");
        outputs.deadLetters()
                .sinkTo(KafkaOutputs.sink(settings, Topics.DEAD_LETTERS, new DeadLetterMapper()))
                .uid("write-dead-letters")
                .name("Write dead letters");
    }

    /** Records to documents that are ready to be written, those of one id in one place and in order. */
    public static Outputs pipeline(DataStream<DocumentInput> records) {
        SingleOutputStreamOperator<DocumentWrite> documents = records.process(new SplitDocumentsFunction())
                .uid("split-documents")
                .name("Split documents from dead letters");
        return new Outputs(
                documents.keyBy(DocumentWrite::key, Types.STRING),
                documents.getSideOutput(SplitDocumentsFunction.DEAD_LETTERS));
    }
}

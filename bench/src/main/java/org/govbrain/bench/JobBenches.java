package org.govbrain.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.index.IndexBench;
import org.govbrain.bench.index.NewestDocuments;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.report.Figure;
import org.govbrain.bench.throughput.SituationBench;
import org.govbrain.bench.throughput.ThroughputJobs;
import org.govbrain.bench.throughput.ThroughputJobs.Backend;
import org.govbrain.bench.throughput.Workload;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.command.Progress;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;

/** What is measured of single jobs, on one broker and one cluster of its own. */
final class JobBenches implements AutoCloseable {
    private final Path folder;
    private final KafkaBroker broker;
    private final BenchCluster cluster;
    private final Interleaved interleaved;
    private final Progress progress;
    private Workload workload = new Workload(0, 0, 0, Instant.EPOCH);

    private JobBenches(
            Path folder, KafkaBroker broker, BenchCluster cluster, Interleaved interleaved, Progress progress) {
        this.folder = folder;
        this.broker = broker;
        this.cluster = cluster;
        this.interleaved = interleaved;
        this.progress = progress;
    }

    static JobBenches start(Path folder, int parallelism, Interleaved interleaved, Progress progress) throws Exception {
        KafkaBroker broker = KafkaBroker.start(folder);
        try {
            BenchCluster cluster = BenchCluster.start(parallelism, folder.resolve("flink"));
            progress.say("Kafka and Flink are up");
            return new JobBenches(folder, broker, cluster, interleaved, progress);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    /** Puts the events that are measured with on the topics. */
    void publish(long events, long seed) throws Exception {
        workload = Workload.publish(config(Map.of()), events, seed, InstantSource.system(), progress);
    }

    List<Figure> situation(String like) throws Exception {
        return SituationBench.run(new ThroughputJobs(cluster, config(Map.of()), workload), interleaved, like);
    }

    List<Figure> index(int most) throws Exception {
        JobConfig kafka = config(Map.of());
        new ThroughputJobs(cluster, kafka, workload)
                .situationToKafka(Backend.HEAP)
                .run()
                .once();
        NewestDocuments documents = NewestDocuments.repeat(kafka, most);
        progress.say(documents.documents().size() + " documents are on the topics");
        try (ElasticsearchNode node = ElasticsearchNode.start(
                Installation.find(),
                folder.resolve("elasticsearch"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("elasticsearch.log"))) {
            progress.say("Elasticsearch is up");
            JobConfig config = config(
                    Map.of(ConfigKeys.ELASTICSEARCH_URLS.name(), node.url().toString()));
            return IndexBench.run(cluster, config, documents, interleaved);
        }
    }

    private JobConfig config(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(ConfigKeys.KAFKA_SERVERS.name(), broker.bootstrapServers());
        return JobConfig.of(settings);
    }

    @Override
    public void close() {
        cluster.close();
        broker.close();
    }
}

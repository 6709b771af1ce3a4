package org.govbrain.bench.index;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.report.Figure;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.engine.kafka.KafkaDocuments;

/** The index job against a bare bulk loader of the same documents, each into empty indices. */
public final class IndexBench {
    private static final String GROUP = "index";
    private static final String UNIT = "docs/s";
    private static final String INDICES = "govbrain-*";

    private final BenchCluster cluster;
    private final JobConfig config;
    private final NewestDocuments documents;
    private final ElasticsearchClient client;

    private IndexBench(BenchCluster cluster, JobConfig config, NewestDocuments documents, ElasticsearchClient client) {
        this.cluster = cluster;
        this.config = config;
        this.documents = documents;
        this.client = client;
    }

    /**
     * Runs both in turn.
     *
     * @param config names the broker whose document topics end with {@code documents}, and the cluster to write to
     */
    public static List<Figure> run(
            BenchCluster cluster, JobConfig config, NewestDocuments documents, Interleaved interleaved)
            throws Exception {
        ElasticsearchClient client = ElasticsearchConnection.of(config).client();
        try {
            IndexBench bench = new IndexBench(cluster, config, documents, client);
            BulkLoader loader = new BulkLoader(config, documents.documents());
            List<Series> series = interleaved.run(List.of(
                    new Candidate("floor: bare bulk loader, documents in memory", () -> bench.into(loader::load)),
                    new Candidate("index job, documents from Kafka", () -> bench.into(bench::job))));
            Series floor = series.get(0);
            return List.of(
                    floor.figure(GROUP, UNIT, floor, ""), series.get(1).figure(GROUP, UNIT, floor, "at least 80 %"));
        } finally {
            client._transport().close();
        }
    }

    private Sample into(Candidate.Run load) throws Exception {
        // By their names: many clusters, this one too, refuse to delete by a pattern.
        List<String> indices = List.copyOf(
                client.indices().get(get -> get.index(INDICES)).result().keySet());
        if (!indices.isEmpty()) {
            client.indices().delete(delete -> delete.index(indices));
        }
        IndexTemplates.install(client, IndexSettings.LOCAL);
        Sample sample = load.once();
        expectAll();
        return sample;
    }

    private Sample job() throws Exception {
        return cluster.run(
                IndexJob.config(config),
                documents.documents().size(),
                env -> IndexJob.write(
                        IndexJob.pipeline(env.fromSource(
                                        KafkaDocuments.source(config)
                                                .setStartingOffsets(OffsetsInitializer.offsets(documents.from()))
                                                .setBounded(OffsetsInitializer.latest())
                                                .build(),
                                        WatermarkStrategy.noWatermarks(),
                                        "Read documents")
                                .uid("read-documents")),
                        config));
    }

    private void expectAll() throws IOException {
        client.indices().refresh(refresh -> refresh.index(INDICES));
        long indexed = client.count(count -> count.index(INDICES)).count();
        if (indexed != documents.documents().size()) {
            throw new IllegalStateException(indexed + " documents are indexed where "
                    + documents.documents().size() + " were expected");
        }
    }
}

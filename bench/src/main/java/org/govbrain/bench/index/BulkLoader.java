package org.govbrain.bench.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.util.List;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Stopwatch;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.elastic.BulkSettings;
import org.govbrain.engine.elastic.ElasticsearchConnection;

/** The client's own bulk ingester on documents that lie ready in memory, with the limits of the index job. */
final class BulkLoader {
    private final JobConfig config;
    private final List<DocumentWrite> documents;

    BulkLoader(JobConfig config, List<DocumentWrite> documents) {
        this.config = config;
        this.documents = documents;
    }

    Sample load() throws Exception {
        BulkSettings settings = BulkSettings.of(config);
        ElasticsearchAsyncClient client = ElasticsearchConnection.of(config).asyncClient();
        Stopwatch watch = Stopwatch.start();
        try (BulkIngester<Void> ingester = BulkIngester.of(bulk -> bulk.client(client)
                .maxOperations(settings.bulkDocuments())
                .maxSize(settings.bulkBytes())
                .maxConcurrentRequests(settings.inFlight()))) {
            documents.forEach(document -> ingester.add(operation(document)));
        } finally {
            client._transport().close();
        }
        return watch.stop(documents.size());
    }

    private static BulkOperation operation(DocumentWrite document) {
        return BulkOperation.of(operation -> operation.index(index -> index.index(document.index())
                .id(document.id())
                .version(document.version())
                .versionType(VersionType.External)
                .document(BinaryData.of(document.json(), ContentType.APPLICATION_JSON))));
    }
}

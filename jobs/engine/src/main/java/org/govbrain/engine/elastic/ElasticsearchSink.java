package org.govbrain.engine.elastic;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;

/**
 * Brings documents into Elasticsearch at least once, each under its id with its external version, so the indices end the
 * same however often and in whatever order documents come. Give it a stream keyed by document: then the versions of one
 * document meet in one writer and only the newest of those waiting is sent.
 */
public final class ElasticsearchSink implements Sink<DocumentWrite>, SupportsWriterState<DocumentWrite, DocumentWrite> {
    private static final long serialVersionUID = 1;

    private final ElasticsearchConnection connection;
    private final BulkSettings settings;
    private final Set<String> urgentIndices;
    private final RejectedDocuments.Factory rejected;

    /**
     * A sink into one cluster.
     *
     * @param urgentIndices whose documents are sent at once, ahead of all others
     */
    public ElasticsearchSink(
            ElasticsearchConnection connection,
            BulkSettings settings,
            Set<String> urgentIndices,
            RejectedDocuments.Factory rejected) {
        this.connection = connection;
        this.settings = settings;
        this.urgentIndices = Set.copyOf(urgentIndices);
        this.rejected = rejected;
    }

    @Override
    public StatefulSinkWriter<DocumentWrite, DocumentWrite> createWriter(WriterInitContext context) {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<DocumentWrite, DocumentWrite> restoreWriter(
            WriterInitContext context, Collection<DocumentWrite> held) {
        return new ElasticsearchWriter(
                settings, urgentIndices, new BulkClient(connection.asyncClient()), rejected.open(), context, held);
    }

    @Override
    public SimpleVersionedSerializer<DocumentWrite> getWriterStateSerializer() {
        return new DocumentWriteSerializer();
    }
}

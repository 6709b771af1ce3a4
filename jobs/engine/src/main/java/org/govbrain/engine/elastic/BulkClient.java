package org.govbrain.engine.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.elasticsearch.client.ResponseException;
import org.govbrain.engine.document.DocumentWrite;
import org.jspecify.annotations.Nullable;

/** Bulk requests of documents that are JSON already, and what the answers say about each. */
final class BulkClient implements AutoCloseable {
    /**
     * The answer for one document, or for a whole request.
     *
     * @param status as HTTP has it, {@link BulkOutcome#NO_ANSWER} without one
     * @param error what went wrong, empty if nothing did
     */
    record Answer(int status, String error) {}

    /** Always with three digits of milliseconds, as all dates of a document. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final ElasticsearchAsyncClient client;

    BulkClient(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    /** One answer per document in the same order; fails if there is none. */
    CompletionStage<List<Answer>> index(List<DocumentWrite> documents, Instant indexedAt) {
        byte[] stamp = (",\"indexed_at\":\"" + INSTANT.format(indexedAt) + "\"}").getBytes(StandardCharsets.UTF_8);
        BulkRequest request = BulkRequest.of(bulk -> bulk.operations(
                documents.stream().map(document -> operation(document, stamp)).toList()));
        return client.bulk(request).thenApply(response -> answers(response, documents.size()));
    }

    private static BulkOperation operation(DocumentWrite document, byte[] stamp) {
        return BulkOperation.of(operation -> operation.index(index -> index.index(document.index())
                .id(document.id())
                .version(document.version())
                .versionType(VersionType.External)
                .document(BinaryData.of(stamped(document.json(), stamp), ContentType.APPLICATION_JSON))));
    }

    /** The object with one more field: its closing brace gives way to the stamp, which ends in one. */
    static byte[] stamped(byte[] json, byte[] stamp) {
        byte[] stamped = Arrays.copyOf(json, json.length - 1 + stamp.length);
        System.arraycopy(stamp, 0, stamped, json.length - 1, stamp.length);
        return stamped;
    }

    private static List<Answer> answers(BulkResponse response, int expected) {
        if (response.items().size() != expected) {
            throw new IllegalStateException("Elasticsearch answered for "
                    + response.items().size() + " of " + expected + " documents of a bulk request");
        }
        return response.items().stream().map(BulkClient::answer).toList();
    }

    private static Answer answer(BulkResponseItem item) {
        ErrorCause error = item.error();
        return new Answer(item.status(), error == null ? "" : describe(error));
    }

    /** What a failed request says about all its documents. */
    static Answer answer(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ElasticsearchException refused) {
            return new Answer(refused.status(), describe(refused.error()));
        }
        if (cause instanceof ResponseException refused) {
            return new Answer(refused.getResponse().getStatusLine().getStatusCode(), cause.toString());
        }
        if (cause instanceof TransportException unreadable) {
            return new Answer(unreadable.statusCode(), cause.toString());
        }
        return new Answer(BulkOutcome.NO_ANSWER, cause.toString());
    }

    private static String describe(ErrorCause error) {
        StringBuilder text = new StringBuilder();
        for (@Nullable ErrorCause cause = error; cause != null; cause = cause.causedBy()) {
            text.append(text.isEmpty() ? "" : ", caused by ")
                    .append(cause.type())
                    .append(": ")
                    .append(cause.reason());
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            client._transport().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

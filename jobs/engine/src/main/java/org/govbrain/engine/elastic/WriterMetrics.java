package org.govbrain.engine.elastic;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.govbrain.engine.document.DocumentWrite;

/** What a writer tells about itself, below the group {@code elasticsearch}. */
final class WriterMetrics {
    private static final int LATENCIES_KEPT = 512;

    final Counter coalesced;
    final Counter conflicts;
    final Counter rejected;
    final Counter retries;

    private final Counter indexed;
    private final Counter sent;
    private final Counter bytesSent;
    private final Histogram bulkLatencyMs;
    private volatile long lastBulkMs;

    WriterMetrics(SinkWriterMetricGroup group, LongSupplier inFlight, LongSupplier documents, LongSupplier bytes) {
        var own = group.addGroup("elasticsearch");
        indexed = own.counter("documentsIndexed");
        coalesced = own.counter("documentsCoalesced");
        conflicts = own.counter("documentsAlreadyThere");
        rejected = own.counter("documentsRejected");
        retries = own.counter("documentsRetried");
        bulkLatencyMs = own.histogram("bulkLatencyMs", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
        own.gauge("requestsInFlight", (Gauge<Long>) inFlight::getAsLong);
        own.gauge("documentsHeld", (Gauge<Long>) documents::getAsLong);
        own.gauge("bytesHeld", (Gauge<Long>) bytes::getAsLong);
        sent = group.getNumRecordsSendCounter();
        bytesSent = group.getNumBytesSendCounter();
        group.setCurrentSendTimeGauge(() -> lastBulkMs);
    }

    void indexed(DocumentWrite write) {
        indexed.inc();
        sent.inc();
        bytesSent.inc(write.json().length);
    }

    void answered(long latencyMs) {
        lastBulkMs = latencyMs;
        bulkLatencyMs.update(latencyMs);
    }
}

package org.govbrain.engine.elastic;

import java.io.Serializable;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;

/**
 * How much is sent at once, kept in memory, and how long is waited.
 *
 * @param bulkDocuments most documents in one request
 * @param bulkBytes most bytes in one request; a single larger document still goes, alone
 * @param inFlight most requests without an answer
 * @param bufferDocuments most documents held, those in flight included; then the stream is held back
 * @param bufferBytes the same in bytes
 * @param lingerMs longest that a document waits for company
 * @param retryMinMs wait before the first retry; it doubles with each
 * @param retryMaxMs longest wait between retries
 * @param seed of the jitter
 */
public record BulkSettings(
        int bulkDocuments,
        long bulkBytes,
        int inFlight,
        int bufferDocuments,
        long bufferBytes,
        long lingerMs,
        long retryMinMs,
        long retryMaxMs,
        long seed)
        implements Serializable {

    private static final long MIB = 1 << 20;

    public static final BulkSettings DEFAULT =
            new BulkSettings(2_000, 5 * MIB, 2, 20_000, 64 * MIB, 250, 200, 10_000, 1);

    /** What the settings say; the rest as in {@link #DEFAULT}. */
    public static BulkSettings of(JobConfig config) {
        return new BulkSettings(
                config.get(ConfigKeys.ELASTICSEARCH_BULK_DOCUMENTS),
                config.get(ConfigKeys.ELASTICSEARCH_BULK_MIB) * MIB,
                config.get(ConfigKeys.ELASTICSEARCH_IN_FLIGHT),
                DEFAULT.bufferDocuments,
                config.get(ConfigKeys.ELASTICSEARCH_BUFFER_MIB) * MIB,
                config.get(ConfigKeys.ELASTICSEARCH_LINGER).toMillis(),
                DEFAULT.retryMinMs,
                config.get(ConfigKeys.ELASTICSEARCH_RETRY_MAX).toMillis(),
                DEFAULT.seed);
    }

    public BulkSettings {
        positive("bulkDocuments", bulkDocuments);
        positive("bulkBytes", bulkBytes);
        positive("inFlight", inFlight);
        positive("bufferDocuments", bufferDocuments);
        positive("bufferBytes", bufferBytes);
        positive("lingerMs", lingerMs);
        positive("retryMinMs", retryMinMs);
        if (retryMaxMs < retryMinMs) {
            throw new IllegalArgumentException("retryMaxMs = " + retryMaxMs + ", expected at least retryMinMs");
        }
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " = " + value + ", expected 1 or more");
        }
    }
}

package org.govbrain.schemas;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One Kafka topic: what is in it and how it is kept. Values are in Avro single-object encoding.
 *
 * @param name name on the broker
 * @param recordClass class of its values; a topic with heartbeats carries {@code Heartbeat} as well
 * @param use who writes it and who reads it
 * @param heartbeats whether the pacemaker writes a heartbeat into each of its partitions
 * @param partitions number of partitions when it is created
 * @param cleanup what the broker drops
 * @param maxMessageBytes largest record batch that the broker takes
 * @param sentence what it is for
 */
public record Topic<T extends SpecificRecordBase>(
        String name,
        Class<T> recordClass,
        Use use,
        boolean heartbeats,
        int partitions,
        Cleanup cleanup,
        int maxMessageBytes,
        String sentence) {

    /** Who writes a topic. */
    public enum Use {
        /** Written by source systems, read by the jobs. */
        INPUT,
        /** Written by the operator of the city, read whole by the jobs. */
        REFERENCE,
        /** Written by a job; one document a key. */
        OUTPUT,
        /** Between the paging job and the delivery worker. */
        DELIVERY
    }

    /** What the broker drops. */
    public enum Cleanup {
        /** Old records, by time; how old is the broker's own setting. */
        DELETE("delete", OptionalLong.empty()),
        /** Nothing, ever: an append-only record of what was done. */
        NOTHING("delete", OptionalLong.of(-1)),
        /** All but the newest record of a key. */
        COMPACT("compact", OptionalLong.empty()),
        /** All but the newest record of a key, and that one 90 days after it was written. */
        COMPACT_FOR_90_DAYS(
                "compact,delete", OptionalLong.of(Duration.ofDays(90).toMillis()));

        private final String policy;
        private final OptionalLong retentionMs;

        Cleanup(String policy, OptionalLong retentionMs) {
            this.policy = policy;
            this.retentionMs = retentionMs;
        }

        /** How long a record stays in any case, in milliseconds, -1 for ever; empty where the broker's own setting counts. */
        public OptionalLong retentionMs() {
            return retentionMs;
        }

        /** The value of the broker's {@code cleanup.policy}. */
        public String policy() {
            return policy;
        }
    }

    /** Whether somebody waits for documents of this schema: it says {@code "urgent": true}. */
    public static boolean isUrgent(Schema record) {
        return Boolean.TRUE.equals(record.getObjectProp("urgent"));
    }

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(recordClass, "recordClass");
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(cleanup, "cleanup");
        if (partitions < 1 || maxMessageBytes < 1 || sentence.isBlank()) {
            throw new IllegalArgumentException("a topic has partitions, a size limit and a sentence: " + name);
        }
    }
}

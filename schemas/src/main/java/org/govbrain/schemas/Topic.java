package org.govbrain.schemas;

import java.util.Objects;
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
        /** Old records, by time. */
        DELETE("delete", false),
        /** Nothing, ever: an append-only record of what was done. */
        NOTHING("delete", true),
        /** All but the newest record of a key. */
        COMPACT("compact", false);

        private final String policy;
        private final boolean keepsForever;

        Cleanup(String policy, boolean keepsForever) {
            this.policy = policy;
            this.keepsForever = keepsForever;
        }

        /** Whether old records stay whatever the broker's own setting says. */
        public boolean keepsForever() {
            return keepsForever;
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

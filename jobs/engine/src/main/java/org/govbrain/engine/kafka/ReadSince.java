package org.govbrain.engine.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a reader begins that needs what was written since an instant, and not all that a topic has ever had. */
public final class ReadSince {
    private ReadSince() {}

    /**
     * Lets a consumer read each partition from its first record of that instant or later, by the time at which the broker took it;
     * from its present end where there is none.
     *
     * @param partitions assigned to the consumer
     */
    public static void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Instant since) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(each -> times.put(each, since.toEpochMilli()));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            long offset = found == null ? Objects.requireNonNull(ends.get(partition)) : found.offset();
            consumer.seek(partition, offset);
        });
    }
}

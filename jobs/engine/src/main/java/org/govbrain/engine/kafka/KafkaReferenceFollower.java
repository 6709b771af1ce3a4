package org.govbrain.engine.kafka;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.govbrain.engine.avro.ReferenceFileMapper;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.reference.HistoryBuilder;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.reference.ReferenceFile;

/** Follows the reference topic. Belongs to one thread, as its consumer does; a poll that does not wait blocks nobody. */
final class KafkaReferenceFollower implements ReferenceFollower {
    /** Operators ask with every watermark; the broker is not asked as often. */
    private static final long ASK_EACH_NANOS = Duration.ofMillis(100).toNanos();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final StoredReference stored = new StoredReference();
    /** A record of each load that was not refused yet, to say which one it was. */
    private final Map<Long, ConsumerRecord<byte[], byte[]>> lastOfLoad = new HashMap<>();

    private final List<DeadLetter> refused = new ArrayList<>();
    private HistoryBuilder builder = new HistoryBuilder();
    private long builtGeneration;
    private int builtFiles;
    private long taken;
    private long askedAtNanos = System.nanoTime();

    KafkaReferenceFollower(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    StoredReference stored() {
        return stored;
    }

    @Override
    public LoadedReference loaded() {
        return builder.loaded();
    }

    @Override
    public boolean refresh() {
        long now = System.nanoTime();
        if (now - askedAtNanos < ASK_EACH_NANOS) {
            return false;
        }
        askedAtNanos = now;
        long takenBefore = taken;
        if (store(consumer.poll(Duration.ZERO))) {
            build();
        }
        return taken > takenBefore;
    }

    @Override
    public List<DeadLetter> takeRefused() {
        List<DeadLetter> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Puts records by; whether there was a good one. */
    boolean store(ConsumerRecords<byte[], byte[]> found) {
        boolean good = false;
        for (ConsumerRecord<byte[], byte[]> each : found) {
            if (each.value() != null) {
                good |= store(each);
            }
        }
        return good;
    }

    private boolean store(ConsumerRecord<byte[], byte[]> found) {
        try {
            StoredFile file = ReferenceFileMapper.toFile(SingleObject.decode(found.value(), ReferenceFile.class));
            stored.add(file);
            lastOfLoad.put(file.generation(), found);
            return true;
        } catch (UndecodableException | IOException e) {
            String reason = String.valueOf(e.getMessage());
            stored.warn("record " + found.partition() + "/" + found.offset() + " of " + found.topic()
                    + " was left out: " + reason);
            refuse(found, Rejection.UNDECODABLE, reason);
            return false;
        }
    }

    /** Takes in the loads that are complete. One that comes before others that were taken in already has them all read again. */
    void build() {
        List<StoredReference.Load> loads = stored.loads();
        int files = 0;
        for (StoredReference.Load load : loads) {
            files += load.generation() <= builtGeneration ? load.files().size() : 0;
        }
        if (files != builtFiles) {
            builder = new HistoryBuilder();
            builtGeneration = 0;
            builtFiles = 0;
        }
        for (StoredReference.Load load : loads) {
            if (load.generation() > builtGeneration) {
                take(load);
                builtGeneration = load.generation();
                builtFiles += load.files().size();
            }
        }
    }

    private void take(StoredReference.Load load) {
        try {
            builder.take(load.effectiveFrom(), load.contents());
            lastOfLoad.remove(load.generation());
            taken++;
        } catch (ReferenceException e) {
            ConsumerRecord<byte[], byte[]> last = lastOfLoad.remove(load.generation());
            if (last != null) {
                refuse(last, Rejection.INVALID_FIELD, String.valueOf(e.getMessage()));
            }
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, Rejection reason, String detail) {
        refused.add(new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                reason,
                detail,
                null,
                Instant.ofEpochMilli(record.timestamp()),
                DeadLetter.base64(record.value())));
    }
}

package org.govbrain.local.backtest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.local.backtest.EventFiles.Counts;
import org.govbrain.local.sort.DiskSort;
import org.govbrain.local.sort.RunReader;

/** The lines of one event file, read and put in order on disk; lines of one instant stay in the file's order. */
final class SortedEvents implements Closeable {
    static final TypeInformation<Inbound> TYPE = TypeInformation.of(Inbound.class);

    private static final int INSTANT_BYTES = Long.BYTES + Integer.BYTES;
    private static final int PLACE_BYTES = INSTANT_BYTES + Long.BYTES;

    private static final int CONTENT_BYTES = 2 * Long.BYTES;
    private static final char OF_CASE = 'c';

    private final TypeSerializer<Inbound> serializer =
            TYPE.createSerializer(new SerializerConfigImpl(SituationJob.config()));
    private final DataOutputSerializer bytes = new DataOutputSerializer(512);
    private final DiskSort byTime = new DiskSort(DiskSort.MOST_HELD_BYTES, DiskSort.UNIQUE);
    private final DiskSort byId = new DiskSort(DiskSort.MOST_HELD_BYTES, DiskSort.UNIQUE);
    private final Locator locator;
    private long lines;
    private long dead;

    SortedEvents(Locator locator) {
        this.locator = locator;
    }

    void add(Inbound read, long number) throws IOException {
        lines++;
        byte[] place = place(read.at(), number);
        bytes.clear();
        serializer.serialize(read, bytes);
        byTime.put(place, bytes.getCopyOfBuffer());
        GovernanceEvent event = read.event();
        if (event == null) {
            dead++;
        } else {
            byte[] id = sameId(event).getBytes(StandardCharsets.UTF_8);
            // A job compares events that it has located; of an address only the building is left.
            UUID content = UUID.nameUUIDFromBytes(
                    locator.locate(event, read.address()).toString().getBytes(StandardCharsets.UTF_8));
            byId.put(
                    ByteBuffer.allocate(id.length + CONTENT_BYTES + PLACE_BYTES)
                            .put(id)
                            .putLong(content.getMostSignificantBits())
                            .putLong(content.getLeastSignificantBits())
                            .put(place)
                            .array(),
                    new byte[0]);
        }
    }

    /**
     * What a job tells an event's repetition by: within one case an id of one system is given once. A step of a patrol that is about
     * no case has one document, whatever it says.
     */
    private static String sameId(GovernanceEvent event) {
        return (event.isOfCase() ? OF_CASE + event.subjectId() : "")
                + '\0'
                + event.sourceSystem()
                + '\0'
                + event.eventId()
                + '\0';
    }

    /** Bytes that are in order as instants are, none of which is before 1970. */
    private static byte[] place(Instant at, long number) {
        return ByteBuffer.allocate(PLACE_BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(number)
                .array();
    }

    /** What a job takes in: everything up to {@code asOf}, and a sign of life at its end. */
    InboundInOrder until(Instant asOf) throws IOException {
        return new InboundInOrder(
                byTime.sorted(), serializer, asOf, lines - counts(asOf).later());
    }

    /** What becomes of every line. */
    Counts counts(Instant asOf) throws IOException {
        byte[] end = Arrays.copyOf(place(asOf, 0), INSTANT_BYTES);
        long later = 0;
        long duplicates = 0;
        long conflicts = 0;
        byte[] before = new byte[0];
        try (RunReader ids = byId.sorted().open(DiskSort.UNIQUE)) {
            while (ids.next()) {
                byte[] key = ids.key();
                int contentEnd = key.length - PLACE_BYTES;
                if (Arrays.compareUnsigned(key, contentEnd, contentEnd + INSTANT_BYTES, end, 0, INSTANT_BYTES) > 0) {
                    later++;
                } else {
                    byte[] id = Arrays.copyOf(key, contentEnd);
                    int idEnd = contentEnd - CONTENT_BYTES;
                    boolean again = Arrays.equals(id, 0, idEnd, before, 0, Math.max(0, before.length - CONTENT_BYTES));
                    boolean another = again && id[0] == OF_CASE && !Arrays.equals(id, before);
                    duplicates += again && !another ? 1 : 0;
                    conflicts += another ? 1 : 0;
                    before = id;
                }
            }
        }
        return new Counts(lines, lines - dead - conflicts - later - duplicates, dead + conflicts, duplicates, later);
    }

    @Override
    public void close() throws IOException {
        try (byTime;
                byId) {
            bytes.clear();
        }
    }
}

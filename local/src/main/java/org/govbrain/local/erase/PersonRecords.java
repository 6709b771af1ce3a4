package org.govbrain.local.erase;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where on a topic the newest record of a key names a person. It grows with that person's documents, and not with the
 * topic: whoever held all keys of a city's year would need more memory than a command has.
 */
final class PersonRecords {
    private record Place(int partition, long offset) {}

    private final Map<ByteBuffer, Place> places = new HashMap<>();

    /**
     * Takes the next record of the topic; those of one key come in their order.
     *
     * @param named whether the record names the person; one without a value does not
     */
    void add(byte[] key, int partition, long offset, boolean named) {
        ByteBuffer at = ByteBuffer.wrap(key);
        if (named) {
            places.put(at, new Place(partition, offset));
        } else {
            places.remove(at);
        }
    }

    /** How many records there are. */
    int size() {
        return places.size();
    }

    /** Offsets of the records by partition, in order. */
    NavigableMap<Integer, NavigableSet<Long>> offsets() {
        NavigableMap<Integer, NavigableSet<Long>> offsets = new TreeMap<>();
        places.values()
                .forEach(place -> offsets.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                        .add(place.offset()));
        return offsets;
    }
}

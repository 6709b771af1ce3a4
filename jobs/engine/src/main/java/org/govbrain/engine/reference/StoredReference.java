package org.govbrain.engine.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The loads that lie in the topic, by generation, whatever the order they came in. */
public final class StoredReference {
    private final SortedMap<Long, SortedMap<String, StoredFile>> loads = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Files that were published together.
     *
     * @param effectiveFrom since when, in event time, they are in force
     */
    public record Load(long generation, Instant effectiveFrom, List<StoredFile> files) {
        public Load {
            files = List.copyOf(files);
        }

        /** What the files say, by name. */
        public Map<String, byte[]> contents() {
            Map<String, byte[]> contents = new TreeMap<>();
            files.forEach(file -> contents.put(file.name(), file.bytes()));
            return contents;
        }
    }

    /** Takes a file; of two with one name in one generation the later. */
    public void add(StoredFile file) {
        loads.computeIfAbsent(file.generation(), generation -> new TreeMap<>()).put(file.name(), file);
    }

    /** Notes something that could not be read and was left out. */
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The generation of the newest load, complete or not; 0 when there is none. */
    public long generation() {
        return loads.isEmpty() ? 0 : loads.lastKey();
    }

    /** The newest file of each name. */
    public SortedMap<String, StoredFile> files() {
        SortedMap<String, StoredFile> newest = new TreeMap<>();
        loads().forEach(load -> load.files().forEach(file -> newest.put(file.name(), file)));
        return newest;
    }

    /** What the newest files say, by name. */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        files().forEach((name, file) -> contents.put(name, file.bytes()));
        return contents;
    }

    /** The loads of which every file is there, the oldest first. */
    public List<Load> loads() {
        List<Load> complete = new ArrayList<>();
        loads.forEach((generation, files) -> {
            StoredFile first = files.values().iterator().next();
            if (files.size() >= first.filesInLoad()) {
                complete.add(new Load(generation, first.effectiveFrom(), List.copyOf(files.values())));
            }
        });
        return complete;
    }
}

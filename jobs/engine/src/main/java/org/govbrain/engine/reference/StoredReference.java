package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that are in force: for each name the one of the newest generation, whatever the order they came in. */
public final class StoredReference {
    private final SortedMap<String, StoredFile> files = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** Takes a file unless a newer one of its name is there. */
    public void add(StoredFile file) {
        files.merge(file.name(), file, (old, now) -> now.generation() >= old.generation() ? now : old);
    }

    /** Notes something that could not be read and was left out. */
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    /** The files in force, by name. */
    public SortedMap<String, StoredFile> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The generation of the newest file; 0 when there is none. */
    public long generation() {
        return files.values().stream().mapToLong(StoredFile::generation).max().orElse(0);
    }

    /** What the files say, by name. */
    public Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((name, file) -> contents.put(name, file.bytes()));
        return contents;
    }
}

package org.govbrain.engine.reference;

import java.util.List;
import java.util.Map;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.ReferenceHistory;

/**
 * Reference data and what was odd about its files.
 *
 * @param paging who is told, when and by which rules; of the newest version
 * @param files the newest version's files, by name; nobody changes the bytes
 * @param warnings what was put right or left out, a sentence each
 */
public record LoadedReference(
        ReferenceHistory history, PagingBook paging, Map<String, byte[]> files, List<String> warnings) {
    public LoadedReference {
        files = Map.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** The version published last. */
    public ReferenceData data() {
        return history.newest();
    }
}

package org.govbrain.engine.reference;

import java.util.List;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.situation.ReferenceData;

/**
 * Reference data and what was odd about its files.
 *
 * @param paging who is told, when and by which rules
 * @param warnings what was put right or left out, a sentence each
 */
public record LoadedReference(ReferenceData data, PagingBook paging, List<String> warnings) {
    public LoadedReference {
        warnings = List.copyOf(warnings);
    }
}

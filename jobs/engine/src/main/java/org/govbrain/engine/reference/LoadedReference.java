package org.govbrain.engine.reference;

import java.util.List;
import org.govbrain.domain.situation.ReferenceData;

/**
 * Reference data and what was odd about its files.
 *
 * @param warnings what was put right or left out, a sentence each
 */
public record LoadedReference(ReferenceData data, List<String> warnings) {
    public LoadedReference {
        warnings = List.copyOf(warnings);
    }
}

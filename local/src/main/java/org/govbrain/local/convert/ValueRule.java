package org.govbrain.local.convert;

import java.util.Optional;

/** How one field of an event comes from a row. */
@FunctionalInterface
interface ValueRule {
    /**
     * The field's value as the NDJSON form writes it; empty when the row has none.
     *
     * @throws BadRowException when what the row has can't be used
     */
    Optional<String> find(SourceRow row) throws BadRowException;
}

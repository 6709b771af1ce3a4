package org.govbrain.local.convert;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column whose words are translated.
 *
 * @param otherwise for a word that is not in the map; null when that is an error
 */
record WordMap(
        String column, Map<String, String> words, @Nullable Template otherwise) implements ValueRule {
    @Override
    public Optional<String> find(SourceRow row) throws BadRowException {
        Optional<String> found = row.find(column);
        if (found.isEmpty() || words.containsKey(found.get())) {
            return found.map(words::get);
        }
        if (otherwise == null) {
            throw new BadRowException(column + " = \"" + found.get() + "\"; expected one of "
                    + String.join(", ", words.keySet()) + " (the map has no else)");
        }
        return otherwise.find(row);
    }
}

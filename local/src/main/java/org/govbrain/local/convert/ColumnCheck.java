package org.govbrain.local.convert;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.schemas.Spelling;

/**
 * Holds what a mapping reads against what the data has: a misspelt column would be absent in every row and say nothing.
 *
 * @param columns of the data; empty when it has no header, and then every name is good
 */
record ColumnCheck(Optional<List<String>> columns) {

    void template(YamlMap map, String key, Template template) {
        template.columns().forEach(column -> column(map, key, column));
    }

    void column(YamlMap map, String key, String column) {
        if (columns.isPresent() && !column.isEmpty() && !columns.get().contains(column)) {
            String near = Spelling.nearest(column, columns.get())
                    .map(name -> "; did you mean \"" + name + "\"?")
                    .orElse(", which are " + String.join(", ", columns.get()));
            map.problem(key, "the column \"" + column + "\"", "a column of the data" + near);
        } else if (columns.isPresent() && Collections.frequency(columns.get(), column) > 1) {
            map.problem(
                    key,
                    "the column \"" + column + "\", which stands twice in the header",
                    "one of that name; rename the other in the data");
        }
    }
}

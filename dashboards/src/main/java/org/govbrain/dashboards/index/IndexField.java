package org.govbrain.dashboards.index;

import java.util.List;
import java.util.stream.Stream;

/**
 * One field of an index.
 *
 * @param name its name in JSON
 * @param doc its meaning in English
 * @param zh its name in Chinese
 * @param fields the fields below it, for objects and nested objects
 */
public record IndexField(String name, FieldType type, String doc, String zh, List<IndexField> fields) {
    public IndexField {
        fields = List.copyOf(fields);
    }

    /** This field and all below it, each under its full dotted name. */
    public Stream<IndexField> flattened() {
        return Stream.concat(
                Stream.of(this),
                fields.stream()
                        .flatMap(IndexField::flattened)
                        .map(below -> new IndexField(
                                name + "." + below.name, below.type, below.doc, below.zh, below.fields)));
    }
}

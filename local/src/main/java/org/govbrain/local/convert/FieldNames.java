package org.govbrain.local.convert;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** The fields that a mapping may fill in the events of one stream; those of a record inside are paths. */
final class FieldNames {
    /** These an event says apart from its fields. */
    private static final Set<String> APART = Set.of("eventId", "occurredAt", "kind", "position");

    private final Schema schema;
    private final Set<String> known = new LinkedHashSet<>();

    FieldNames(EventFile stream) {
        this.schema = stream.schema();
        for (Schema.Field field : schema.getFields()) {
            Schema type = typeOf(field);
            if (APART.contains(field.name())) {
                continue;
            }
            if (type.getType() == Schema.Type.RECORD) {
                type.getFields().forEach(inner -> known.add(field.name() + "." + inner.name()));
            } else {
                known.add(field.name());
            }
        }
    }

    Set<String> known() {
        return known;
    }

    /** The fields of all streams. */
    static Set<String> ofAny() {
        Set<String> all = new LinkedHashSet<>();
        for (EventFile stream : EventFile.values()) {
            all.addAll(new FieldNames(stream).known);
        }
        return all;
    }

    boolean isTime(String name) {
        Schema.Field field = schema.getField(name);
        return field != null && typeOf(field).getType() == Schema.Type.LONG;
    }

    /** Fields that an event can't be without and that are not among {@code filled}. */
    List<String> missing(Collection<String> filled) {
        return schema.getFields().stream()
                .filter(field -> !field.hasDefaultValue())
                .map(Schema.Field::name)
                .filter(name -> !APART.contains(name) && !filled.contains(name))
                .toList();
    }

    /** The type of a field that is there. */
    static Schema typeOf(Schema.Field field) {
        return field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
    }
}

package org.govbrain.engine.compact;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ListTypeInfo;
import org.apache.flink.api.java.typeutils.PojoField;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.govbrain.domain.event.GovernanceEvent;

/** State objects that are POJOs, and may get fields as POJOs do, but hold their events in compact form. */
public final class CompactFields {
    private CompactFields() {}

    /** The type of a POJO; its fields that are events or lists of events are compact. */
    public static <T> TypeInformation<T> pojo(Class<T> pojo) {
        PojoTypeInfo<T> plain = (PojoTypeInfo<T>) TypeInformation.of(pojo);
        List<PojoField> fields = new ArrayList<>();
        for (int i = 0; i < plain.getArity(); i++) {
            PojoField field = plain.getPojoFieldAt(i);
            fields.add(new PojoField(field.getField(), compact(field.getTypeInformation())));
        }
        return new PojoTypeInfo<>(pojo, fields);
    }

    private static TypeInformation<?> compact(TypeInformation<?> plain) {
        if (plain.getTypeClass() == GovernanceEvent.class) {
            return EventSerializer.TYPE;
        }
        boolean ofEvents = plain instanceof ListTypeInfo<?> list
                && list.getElementTypeInfo().getTypeClass() == GovernanceEvent.class;
        return ofEvents ? new ListTypeInfo<>(EventSerializer.TYPE) : plain;
    }
}

package org.govbrain.engine.compact;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Lets a record travel compactly: {@code @TypeInfo(CompactRecord.class)} on one of the engine's own, {@link #type} where
 * one of the domain's is sent. Not for state.
 */
public final class CompactRecord<T> extends TypeInfoFactory<T> {

    /** The type of a record whose components are texts, numbers, instants, events, such records and lists of these. */
    public static <T> TypeInformation<T> type(Class<T> record) {
        return new CompactType<>(record, () -> new RecordSerializer<>(record));
    }

    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<T> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
        return type((Class<T>) type);
    }
}

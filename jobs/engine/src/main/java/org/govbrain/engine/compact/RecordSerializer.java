package org.govbrain.engine.compact;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way between two tasks, component by component. It is for the way only: what lies in state outlives a
 * release, so state that was written with other components is refused.
 */
final class RecordSerializer<T> extends CompactSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private transient @Nullable RecordForm<T> form;

    /** Throws {@link IllegalArgumentException} for a record with a component that has no form. */
    RecordSerializer(Class<T> type) {
        this.type = type;
        this.form = RecordForm.of(type);
    }

    private RecordForm<T> form() {
        RecordForm<T> known = form;
        if (known == null) {
            known = RecordForm.of(type);
            form = known;
        }
        return known;
    }

    @Override
    public RecordSerializer<T> duplicate() {
        return new RecordSerializer<>(type);
    }

    @Override
    public void write(T value, CompactOutput out) {
        form().write(value, out);
    }

    @Override
    public T read(CompactInput in) {
        return form().read(in);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordSerializer<?> that && that.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(type);
    }

    /** The record's name and components. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private @Nullable Class<T> type;
        private String components = "";

        /** For Flink, which reads the rest from the savepoint. */
        public Snapshot() {}

        private Snapshot(Class<T> type) {
            this.type = type;
            this.components = RecordForm.describe(type);
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(known().getName());
            out.writeUTF(components);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
            try {
                type = (Class<T>) Class.forName(in.readUTF(), false, classes);
            } catch (ClassNotFoundException e) {
                throw new IOException("a record of this state is gone", e);
            }
            components = in.readUTF();
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new RecordSerializer<>(known());
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<T> before && before.components.equals(components)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }

        private Class<T> known() {
            if (type == null) {
                throw new IllegalStateException("not read yet");
            }
            return type;
        }
    }
}

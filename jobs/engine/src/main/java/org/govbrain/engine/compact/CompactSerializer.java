package org.govbrain.engine.compact;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A value that is never changed, as its length and its bytes. A subclass has a constructor without arguments and says how
 * the value is written and read.
 */
public abstract class CompactSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable CompactOutput output;
    private transient @Nullable CompactInput input;

    /** Appends the value. */
    public abstract void write(T value, CompactOutput out);

    /** Reads what {@link #write} appended. */
    public abstract T read(CompactInput in);

    @Override
    public boolean isImmutableType() {
        return true;
    }

    /** None: there is no value that means nothing. A POJO asks for one and puts the real one in its place. */
    @Override
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        CompactOutput out = output;
        if (out == null) {
            out = new CompactOutput();
            output = out;
        }
        out.reset();
        write(value, out);
        writeLength(out.size(), target);
        target.write(out.bytes(), 0, out.size());
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        CompactInput in = input();
        in.fill(source, readLength(source));
        return read(in);
    }

    private CompactInput input() {
        CompactInput in = input;
        if (in == null) {
            in = new CompactInput();
            input = in;
        }
        return in;
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = readLength(source);
        CompactInput in = input();
        in.fill(source, length);
        writeLength(length, target);
        target.write(in.bytes(), 0, length);
    }

    private static void writeLength(int length, DataOutputView target) throws IOException {
        int rest = length;
        while (rest > 0x7F) {
            target.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        target.writeByte(rest);
    }

    private static int readLength(DataInputView source) throws IOException {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = source.readByte();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return length;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // every subclass is the serializer of another type
    public boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }
}

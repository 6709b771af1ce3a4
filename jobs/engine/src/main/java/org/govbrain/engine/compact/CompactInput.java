package org.govbrain.engine.compact;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CompactOutput} wrote. Reused; belongs to one thread. */
public final class CompactInput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CODES = 1 << 11;

    /** Codes last read, by a hash: a city has few of them and names them in every event. */
    private final @Nullable String[] codes = new String[CODES];

    private byte[] bytes = new byte[256];
    private int at;

    void fill(DataInputView source, int length) throws IOException {
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
        }
        source.readFully(bytes, 0, length);
        at = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    public long number() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value >>> 1 ^ -(value & 1);
    }

    public double decimal() {
        double value = Double.longBitsToDouble((long) LONG.get(bytes, at));
        at += 8;
        return value;
    }

    public Instant instant() {
        long value = number();
        Instant instant = Instant.ofEpochMilli(value >> 1);
        return (value & 1) == 0 ? instant : instant.plusNanos(number());
    }

    public String text() {
        int length = (int) number();
        return length < 0 ? unicode(-length) : ascii(length);
    }

    /** A text that comes again and again: equal ones are mostly one object, so that state holds it once. */
    public String code() {
        int length = (int) number();
        if (length < 0) {
            return unicode(-length);
        }
        int hash = length;
        for (int i = at; i < at + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 15) & CODES - 1;
        String known = codes[slot];
        if (known != null && isNext(known, length)) {
            at += length;
            return known;
        }
        String read = ascii(length);
        codes[slot] = read;
        return read;
    }

    private boolean isNext(String known, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }

    private String ascii(int length) {
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    private String unicode(int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }
}

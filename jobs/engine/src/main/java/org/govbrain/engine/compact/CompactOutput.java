package org.govbrain.engine.compact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Bytes that grow: the twin of {@link CompactInput}. Reused; belongs to one thread. */
public final class CompactOutput {
    private static final int NANOS_PER_MS = 1_000_000;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    void reset() {
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** A number that is seldom negative: small ones take one byte. */
    public void number(long value) {
        room(10);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void decimal(double value) {
        room(8);
        LONG.set(bytes, size, Double.doubleToRawLongBits(value));
        size += 8;
    }

    /** An instant to the nanosecond; one in whole milliseconds takes seven bytes. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the milliseconds before them are written too
    public void instant(Instant value) {
        int nanosOfMs = value.getNano() % NANOS_PER_MS;
        // The lowest bit says whether nanoseconds follow.
        number(value.toEpochMilli() << 1 | (nanosOfMs == 0 ? 0 : 1));
        if (nanosOfMs != 0) {
            number(nanosOfMs);
        }
    }

    public void text(String value) {
        int length = value.length();
        room(length + 10);
        int start = size;
        number(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                size = start;
                unicode(value);
                return;
            }
            bytes[size++] = (byte) c;
        }
    }

    /** A negative length says that the text is not plain ASCII. */
    private void unicode(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(-utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}

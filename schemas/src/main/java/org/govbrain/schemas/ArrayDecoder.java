package org.govbrain.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoding straight from one array. No length is believed before the bytes are there: Avro's own decoder
 * allocates what a damaged length asks for, up to 2 GB.
 */
final class ArrayDecoder extends Decoder {

    private byte[] bytes = new byte[0];
    private int at;

    /** Starts anew at this offset. The array is not copied. */
    void reset(byte[] source, int offset) {
        bytes = source;
        at = offset;
    }

    /** Bytes not read yet. */
    int remaining() {
        return bytes.length - at;
    }

    private int take(long length) throws IOException {
        if (length < 0 || length > remaining()) {
            throw new EOFException("a length of " + length + " at byte " + at + ", where " + remaining() + " are left");
        }
        int start = at;
        at += (int) length;
        return start;
    }

    /** An array or a map can't have more entries than bytes: none of our records has an empty entry. */
    private long count() throws IOException {
        long count = readLong();
        if (count < 0) {
            count = -count;
            readLong();
        }
        if (count < 0 || count > remaining()) {
            throw new EOFException("a count of " + count + " at byte " + at + ", where " + remaining() + " are left");
        }
        return count;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return bytes[take(1)] == 1;
    }

    @Override
    public int readInt() throws IOException {
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("an int of " + value);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= bytes.length) {
                throw new EOFException("the bytes end within a number");
            }
            byte b = bytes[at++];
            value |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroRuntimeException("a number of more than 10 bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(4));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(8));
    }

    private long littleEndian(int length) throws IOException {
        int start = take(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(readString());
    }

    @Override
    public String readString() throws IOException {
        long length = readLong();
        int start = take(length);
        return new String(bytes, start, (int) length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        take(readLong());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        long length = readLong();
        int start = take(length);
        byte[] copy = new byte[(int) length];
        System.arraycopy(bytes, start, copy, 0, copy.length);
        return ByteBuffer.wrap(copy);
    }

    @Override
    public void skipBytes() throws IOException {
        take(readLong());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return count();
    }

    @Override
    public long arrayNext() throws IOException {
        return count();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return count();
    }

    @Override
    public long mapNext() throws IOException {
        return count();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    /** Passes blocks that say their size; the entries of the first that doesn't are left to the caller. */
    private long skipBlocks() throws IOException {
        while (true) {
            long count = readLong();
            if (count >= 0) {
                if (count > remaining()) {
                    throw new EOFException("a count of " + count + " where " + remaining() + " bytes are left");
                }
                return count;
            }
            take(readLong());
        }
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }
}

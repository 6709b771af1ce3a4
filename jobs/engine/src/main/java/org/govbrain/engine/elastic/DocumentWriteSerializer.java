package org.govbrain.engine.elastic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A document in a checkpoint: version, index, id, JSON, the last three with their lengths before them. */
final class DocumentWriteSerializer implements SimpleVersionedSerializer<DocumentWrite> {
    private static final int FORMAT = 1;

    @Override
    public int getVersion() {
        return FORMAT;
    }

    @Override
    public byte[] serialize(DocumentWrite write) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) write.sizeBytes());
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(write.version());
        writeBytes(out, write.index().getBytes(StandardCharsets.UTF_8));
        writeBytes(out, write.id().getBytes(StandardCharsets.UTF_8));
        writeBytes(out, write.json());
        return bytes.toByteArray();
    }

    @Override
    public DocumentWrite deserialize(int format, byte[] serialized) throws IOException {
        if (format != FORMAT) {
            throw new IOException(
                    "A checkpoint holds documents in format " + format + ", this program reads " + FORMAT);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        long version = in.readLong();
        String index = new String(readBytes(in), StandardCharsets.UTF_8);
        String id = new String(readBytes(in), StandardCharsets.UTF_8);
        return new DocumentWrite(index, id, version, readBytes(in));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}

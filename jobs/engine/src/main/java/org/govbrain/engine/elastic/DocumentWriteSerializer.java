package org.govbrain.engine.elastic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.govbrain.engine.document.DocumentWrite;

/** A document in a checkpoint: its fields in the order of the record, texts and JSON with their lengths before them. */
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
        writeText(out, write.index());
        writeText(out, write.id());
        out.writeLong(write.version());
        writeBytes(out, write.json());
        writeText(out, write.topic());
        out.writeInt(write.partition());
        out.writeLong(write.offset());
        out.writeLong(write.receivedAtMs());
        return bytes.toByteArray();
    }

    @Override
    public DocumentWrite deserialize(int format, byte[] serialized) throws IOException {
        if (format != FORMAT) {
            throw new IOException(
                    "A checkpoint holds documents in format " + format + ", this program reads " + FORMAT);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new DocumentWrite(
                readText(in),
                readText(in),
                in.readLong(),
                readBytes(in),
                readText(in),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}

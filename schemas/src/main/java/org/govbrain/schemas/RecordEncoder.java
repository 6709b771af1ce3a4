package org.govbrain.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;

/** A record to single-object bytes. Reused; belongs to one thread. */
public final class RecordEncoder {

    private final IdentityHashMap<Schema, Target> targets = new IdentityHashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

    /**
     * Encodes one record.
     *
     * @throws org.apache.avro.AvroRuntimeException or NullPointerException when a required field is not set
     */
    public byte[] encode(SpecificRecordBase value) {
        Target target = targets.computeIfAbsent(value.getSchema(), Target::new);
        // Before the reset: what an earlier record left behind when it failed half-way is flushed by this.
        EncoderFactory.get().binaryEncoder(out, encoder);
        out.reset();
        out.writeBytes(target.header);
        try {
            target.plan.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory doesn't fail", e);
        }
        return out.toByteArray();
    }

    private static final class Target {
        private final RecordPlan plan;
        private final byte[] header;

        Target(Schema schema) {
            plan = new RecordPlan(schema);
            header = SingleObject.header(schema);
        }
    }
}

package org.govbrain.engine.stepped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** A task that writes, at least once: what came before a barrier is written when the checkpoint has it, the rest some time. */
final class SteppedSink extends SteppedTask {
    private final BiConsumer<String, Object> written;
    private final Random random;
    private final List<Object> unwritten = new ArrayList<>();

    SteppedSink(String uid, int index, BiConsumer<String, Object> written, Random random) {
        super(uid, index);
        this.written = written;
        this.random = random;
    }

    @Override
    void hear(StreamRecord<?> record) {
        unwritten.add(record.getValue());
        if (random.nextInt(3) == 0) {
            write();
        }
    }

    private void write() {
        unwritten.forEach(value -> written.accept(uid, value));
        unwritten.clear();
    }

    @Override
    void pass(Watermark mark) {
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            write();
        }
    }

    @Override
    void save(Barrier barrier, SteppedJob job) throws Exception {
        write();
        job.answer(this, null, Map.of());
    }

    @Override
    void complete(long checkpoint) {
        // Nothing waits for it.
    }

    /** With what was never written. */
    @Override
    void close() {
        unwritten.clear();
    }
}

package org.govbrain.engine.compact;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.govbrain.domain.event.GovernanceEvent;

/** What a savepoint keeps of {@link EventSerializer}: the words that its numbers mean. */
public final class EventSerializerSnapshot implements TypeSerializerSnapshot<GovernanceEvent> {
    private static final int VERSION = 1;

    private EventWords words;

    /** For Flink, which reads the rest from the savepoint. */
    public EventSerializerSnapshot() {
        this(EventWords.TODAY);
    }

    EventSerializerSnapshot(EventWords words) {
        this.words = words;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        words.write(out);
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "events of version " + version + " are from a newer program; this one reads " + VERSION);
        }
        words = EventWords.read(in);
    }

    @Override
    public TypeSerializer<GovernanceEvent> restoreSerializer() {
        return new EventSerializer(words);
    }

    @Override
    public TypeSerializerSchemaCompatibility<GovernanceEvent> resolveSchemaCompatibility(
            TypeSerializerSnapshot<GovernanceEvent> old) {
        if (!(old instanceof EventSerializerSnapshot before) || !before.words.isUnderstood()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return before.words.equals(words)
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }
}

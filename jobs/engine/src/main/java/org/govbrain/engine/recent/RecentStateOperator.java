package org.govbrain.engine.recent;

import java.util.ArrayList;
import org.apache.flink.api.common.functions.SerializerFactory;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.DefaultKeyedStateStore;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/**
 * Runs a keyed function. Where state is on the disk the values of the keys heard of last stay in memory, and are written with
 * each checkpoint: a case hears most of what it hears within hours, and was read and written whole each time. On the heap it is
 * a plain operator (DECISIONS "The newest state is in memory").
 */
public class RecentStateOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
    private static final long serialVersionUID = 1L;

    /** Of each state of each task: when all were full, a slot of the reference city had 16 MB more on its heap. */
    private static final int MOST_KEYS = 2_000;

    private final int mostKeys;

    /** Empty when it is sent to where it runs. */
    private final ArrayList<RecentValues<K, ?>> recent = new ArrayList<>();

    public RecentStateOperator(KeyedProcessFunction<K, I, O> function) {
        this(function, MOST_KEYS);
    }

    /** The same that keeps {@code mostKeys} in memory. */
    RecentStateOperator(KeyedProcessFunction<K, I, O> function, int mostKeys) {
        super(function);
        this.mostKeys = mostKeys;
    }

    @Override
    public void open() throws Exception {
        KeyedStateBackend<K> backend = getKeyedStateBackend();
        if (backend.getBackendTypeIdentifier().equals("rocksdb")) {
            getRuntimeContext().setKeyedStateStore(new RecentStates(backend));
        }
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        storeRecent();
        super.snapshotState(context);
    }

    /** From now on the state itself says everything; another key may be the current one afterwards. */
    protected final void storeRecent() throws Exception {
        for (RecentValues<K, ?> each : recent) {
            each.store();
        }
    }

    /** The states that functions ask for. */
    private final class RecentStates extends DefaultKeyedStateStore {
        private final KeyedStateBackend<K> backend;

        private RecentStates(KeyedStateBackend<K> backend) {
            super(backend, new SerializerFactory() {
                @Override
                public <T> TypeSerializer<T> createSerializer(TypeInformation<T> type) {
                    return type.createSerializer(getExecutionConfig().getSerializerConfig());
                }
            });
            this.backend = backend;
        }

        @Override
        public <T> ValueState<T> getState(ValueStateDescriptor<T> descriptor) {
            RecentValues<K, T> values = new RecentValues<>(super.getState(descriptor), backend, mostKeys);
            recent.add(values);
            return values;
        }
    }
}

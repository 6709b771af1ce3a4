package org.govbrain.engine.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Holds documents until a checkpoint that remembers why they were said is complete, of each id the newest only. What waited at the
 * checkpoint from which a run goes on leaves with its next one, so nothing is lost, and nothing is said that was not known.
 */
final class HoldOperator<D> extends AbstractStreamOperator<HeldDocument>
        implements OneInputStreamOperator<D, HeldDocument> {
    private static final long serialVersionUID = 1L;

    /** Documents that no complete checkpoint has let go; as many as change from one checkpoint to the next. */
    private static final ListStateDescriptor<HeldDocument> HELD = new ListStateDescriptor<>("held", HeldDocument.class);

    /** Of what waited in an earlier run. */
    private static final long BEFORE = Long.MIN_VALUE;

    private final DocumentSerializationSchema<D, ?> schema;
    private final FilterFunction<D> wait;
    private transient Map<String, HeldDocument> fresh = new LinkedHashMap<>();
    private transient TreeMap<Long, List<HeldDocument>> byCheckpoint = new TreeMap<>();
    private transient @Nullable ListState<HeldDocument> state;

    /**
     * A new one.
     *
     * @param wait which documents are held; all others pass
     */
    HoldOperator(DocumentSerializationSchema<D, ?> schema, FilterFunction<D> wait) {
        this.schema = schema;
        this.wait = wait;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        fresh = new LinkedHashMap<>();
        byCheckpoint = new TreeMap<>();
        ListState<HeldDocument> held = context.getOperatorStateStore().getListState(HELD);
        List<HeldDocument> before = new ArrayList<>();
        held.get().forEach(before::add);
        byCheckpoint.put(BEFORE, before);
        state = held;
    }

    @Override
    public void processElement(StreamRecord<D> element) throws Exception {
        HeldDocument document = schema.encode(element.getValue());
        if (!wait.filter(element.getValue())) {
            release(List.of(document));
            return;
        }
        fresh.merge(
                new String(document.key(), StandardCharsets.UTF_8),
                document,
                (known, news) -> news.version() < known.version() ? known : news);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        byCheckpoint.put(context.getCheckpointId(), List.copyOf(fresh.values()));
        fresh.clear();
        if (state != null) {
            List<HeldDocument> held = new ArrayList<>();
            byCheckpoint.values().forEach(held::addAll);
            state.update(held);
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        Map<Long, List<HeldDocument>> complete = byCheckpoint.headMap(checkpointId, true);
        complete.values().forEach(this::release);
        complete.clear();
    }

    /** The end of the input: there may be no checkpoint any more. */
    @Override
    public void finish() throws Exception {
        byCheckpoint.values().forEach(this::release);
        byCheckpoint.clear();
        release(List.copyOf(fresh.values()));
        fresh.clear();
        super.finish();
    }

    private void release(List<HeldDocument> documents) {
        documents.forEach(document -> output.collect(new StreamRecord<>(document)));
    }
}

package org.govbrain.engine.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.jspecify.annotations.Nullable;

/** Sums up the signs of life of each feed, within ten seconds of its time each, until the next watermark. */
final class SumSignsFunction extends ProcessFunction<Inbound, FeedSigns> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** Shorter than any silence that a policy may forbid. */
    private static final long SPAN_MS = Duration.ofSeconds(10).toMillis();

    /** What was not passed on when a checkpoint was taken. */
    private static final ListStateDescriptor<FeedSigns> WAITING = new ListStateDescriptor<>("waiting", FeedSigns.class);

    private final Stream stream;
    private transient @Nullable ListState<FeedSigns> saved;

    /** Empty when it is sent to where it runs. */
    private final LinkedHashMap<Span, FeedSigns> waiting = new LinkedHashMap<>();

    private record Span(String sourceSystem, long number) {}

    SumSignsFunction(Stream stream) {
        this.stream = stream;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<FeedSigns> state = context.getOperatorStateStore().getListState(WAITING);
        for (FeedSigns signs : state.get()) {
            add(signs);
        }
        saved = state;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (saved != null) {
            saved.update(new ArrayList<>(waiting.values()));
        }
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<FeedSigns> out) {
        GovernanceEvent event = inbound.event();
        SignOfLife heartbeat = inbound.heartbeat();
        if (event != null) {
            add(FeedSigns.event(event.stream(), event.sourceSystem(), event.occurredAt(), inbound.receivedAt()));
        } else if (heartbeat != null && heartbeat.sourceSystem() != null) {
            add(FeedSigns.heartbeat(stream, heartbeat.sourceSystem(), heartbeat.at()));
        }
    }

    private void add(FeedSigns signs) {
        Instant at = signs.firstAt();
        waiting.merge(
                new Span(signs.sourceSystem(), Math.floorDiv(at.toEpochMilli(), SPAN_MS)), signs, FeedSigns::with);
    }

    List<FeedSigns> take() {
        List<FeedSigns> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        return taken;
    }
}

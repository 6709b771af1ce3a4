package org.govbrain.engine.indicator;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.govbrain.domain.indicator.Amendment;
import org.govbrain.domain.indicator.PublishedBreach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.reference.ReferenceSource;

/** Says what became known of a breach after it was published. Keyed by breach; not in a replay, which publishes nothing. */
public final class AmendBreachesFunction extends PublishingFunction<SaidBreach, Amendment> {
    private static final long serialVersionUID = 1L;

    /** A breach as last heard and published; leaves some time after it was resolved or withdrawn. */
    private static final ValueStateDescriptor<PublishedBreach> PUBLISHED =
            new ValueStateDescriptor<>("published", PublishedBreach.class);

    private final long retentionMs;
    private transient ValueState<PublishedBreach> published;

    /**
     * The operator.
     *
     * @param retentionMs how long a breach that is over can change; {@link Long#MAX_VALUE} for ever
     */
    public AmendBreachesFunction(ReferenceSource reference, long retentionMs) {
        super(reference);
        this.retentionMs = retentionMs;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        published = getRuntimeContext().getState(PUBLISHED);
    }

    @Override
    public void processElement(SaidBreach said, Context context, Collector<Amendment> out) throws Exception {
        PublishedBreach known = published.value();
        if (known == null) {
            known = new PublishedBreach();
        }
        if (!known.isNews(said)) {
            return;
        }
        Instant knownAt = knownAt(context.timerService());
        if (knownAt == null) {
            known.take(said.breach());
        } else {
            follower().refresh();
            known.hear(said, knownAt, follower().history()).forEach(out::collect);
        }
        known.leavesAt = 0;
        if (said.breach().state() != BreachState.OPEN && retentionMs != Long.MAX_VALUE) {
            // Twice as long, as with cases.
            long nowMs = context.timerService().currentWatermark();
            known.leavesAt = Math.max(said.breach().dueAt().toEpochMilli(), nowMs) + 2 * retentionMs;
            context.timerService().registerEventTimeTimer(known.leavesAt);
        }
        published.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Amendment> out) throws Exception {
        PublishedBreach known = published.value();
        if (known != null && timestamp == known.leavesAt) {
            published.clear();
        }
    }
}

package org.govbrain.engine.indicator;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.indicator.CaseIndicators;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.situation.CaseSituation;

/** Tells the cells what changes with each revision of a case. Keyed by case. */
public final class CaseIndicatorsFunction extends KeyedProcessFunction<String, CaseSituation, IndicatorChange> {
    private static final long serialVersionUID = 1L;

    /** What a case has added so far; leaves after the case has left. */
    private static final ValueStateDescriptor<CaseIndicators> TOLD =
            new ValueStateDescriptor<>("told", CaseIndicators.class);

    private final long retentionMs;
    private transient ValueState<CaseIndicators> told;

    /**
     * The operator.
     *
     * @param retentionMs how long after its last event a case that has ended can change; {@link Long#MAX_VALUE} for ever
     */
    public CaseIndicatorsFunction(long retentionMs) {
        this.retentionMs = retentionMs;
    }

    @Override
    public void open(OpenContext context) {
        told = getRuntimeContext().getState(TOLD);
    }

    @Override
    public void processElement(CaseSituation situation, Context context, Collector<IndicatorChange> out)
            throws Exception {
        CaseIndicators known = told.value();
        if (known == null) {
            known = new CaseIndicators();
        }
        known.tell(CaseShares.of(situation), situation.revision()).forEach(out::collect);
        known.leavesAt = 0;
        if (!situation.isOpen() && retentionMs != Long.MAX_VALUE) {
            // Twice as long, since the case itself counts from news that it does not show; and from now, so that the
            // cells of
            // an old file stay until all of it is read.
            long lastEventMs = situation.matter().lastEventAt().toEpochMilli();
            known.leavesAt = Math.max(lastEventMs, context.timerService().currentWatermark()) + 2 * retentionMs;
            context.timerService().registerEventTimeTimer(known.leavesAt);
        }
        told.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndicatorChange> out) throws Exception {
        CaseIndicators known = told.value();
        if (known != null && timestamp == known.leavesAt) {
            known.leave().forEach(out::collect);
            told.clear();
        }
    }
}

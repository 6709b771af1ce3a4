package org.govbrain.engine.indicator;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.govbrain.domain.indicator.CaseIndicators;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.CountedFact;
import org.govbrain.domain.indicator.FactSubject;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.reference.ReferenceSource;

/** Tells the cells what changes with each revision of a case, and what amends what was published of it. Keyed by case. */
public final class CaseIndicatorsFunction extends PublishingFunction<CaseSituation, IndicatorChange> {
    private static final long serialVersionUID = 1L;

    /** What a case has added so far; leaves after the case has left. */
    private static final ValueStateDescriptor<CaseIndicators> TOLD =
            new ValueStateDescriptor<>("told", CaseIndicators.class);

    private final long retentionMs;
    private final boolean publishes;
    private transient ValueState<CaseIndicators> told;

    /**
     * The operator.
     *
     * @param retentionMs how long after its last event a case that has ended can change; {@link Long#MAX_VALUE} for ever
     * @param publishes see {@link IndicatorFunction}
     */
    public CaseIndicatorsFunction(ReferenceSource reference, long retentionMs, boolean publishes) {
        super(reference);
        this.retentionMs = retentionMs;
        this.publishes = publishes;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
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
        if (publishes) {
            amend(known, situation, context);
        }
        known.leavesAt = 0;
        if (!situation.isOpen() && retentionMs != Long.MAX_VALUE) {
            // Twice as long, since the case itself counts from news that it does not show; and from now, so that the
            // cells of an old file stay until all of it is read.
            long lastEventMs = situation.matter().lastEventAt().toEpochMilli();
            known.leavesAt = Math.max(lastEventMs, context.timerService().currentWatermark()) + 2 * retentionMs;
            context.timerService().registerEventTimeTimer(known.leavesAt);
        }
        told.update(known);
    }

    private void amend(CaseIndicators known, CaseSituation situation, Context context) {
        CountedFact opening = CountedFact.openingOf(situation);
        CountedFact end = CountedFact.endOf(situation);
        Instant now = knownAt(context.timerService());
        if (now == null) {
            known.opening.take(opening);
            known.end.take(end);
            return;
        }
        follower().refresh();
        ReferenceHistory city = follower().history();
        FactSubject openingOf = FactSubject.openingOf(situation.caseId());
        known.opening
                .hear(openingOf, opening, now, city, situation.revision())
                .forEach(amendment -> context.output(IndicatorStreams.AMENDMENTS, amendment));
        FactSubject endOf = FactSubject.endOf(situation.caseId());
        known.end
                .hear(endOf, end, now, city, situation.revision())
                .forEach(amendment -> context.output(IndicatorStreams.AMENDMENTS, amendment));
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

package org.govbrain.engine.indicator;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.follow.SituationSettings;

/**
 * The part of the situation job that counts.
 *
 * <pre>
 * cases ─► what each adds ─► sums of each cell ─┬─► indicators
 *                                              └─► corrections
 * </pre>
 */
public final class IndicatorPipeline {
    private IndicatorPipeline() {}

    /** From cases, which must come as they were keyed when they were folded: nothing is sent for the first of the two steps. */
    public static IndicatorStreams of(DataStream<CaseSituation> cases, SituationSettings settings) {
        SingleOutputStreamOperator<IndicatorSums> sums = DataStreamUtils.reinterpretAsKeyedStream(
                        cases, situation -> situation.origin() + '/' + situation.caseId(), Types.STRING)
                .process(new CaseIndicatorsFunction(settings.retentionMs()), CompactRecord.type(IndicatorChange.class))
                .uid("case-indicators")
                .name("What each case adds to the indicators")
                .keyBy(IndicatorChange::cellKey)
                .process(new IndicatorFunction(settings.reference(), !settings.isReplay()))
                .uid("indicators")
                .name("Indicators by hour");
        return new IndicatorStreams(sums, sums.getSideOutput(IndicatorFunction.CORRECTIONS));
    }
}

package org.govbrain.engine.indicator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.indicator.Amendment;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.recent.RecentStateOperator;

/**
 * The part of the situation job that counts.
 *
 * <pre>
 * cases ─► what each adds ─┬─► sums of each cell ─┬─► indicators
 *                          │                      └─► corrections
 *                          ├─► amendments
 * breaches ─► what is news ─┘
 * </pre>
 */
public final class IndicatorPipeline {
    private IndicatorPipeline() {}

    /**
     * Draws it.
     *
     * @param cases as they were keyed when they were folded: nothing is sent for the first step
     * @param breaches of cases and grids
     */
    public static IndicatorStreams of(
            DataStream<CaseSituation> cases, DataStream<SaidBreach> breaches, SituationSettings settings) {
        boolean publishes = !settings.isReplay();
        SingleOutputStreamOperator<IndicatorChange> shares = DataStreamUtils.reinterpretAsKeyedStream(
                        cases, situation -> situation.origin() + '/' + situation.caseId(), Types.STRING)
                .transform(
                        "What each case adds to the indicators",
                        CompactRecord.type(IndicatorChange.class),
                        new RecentStateOperator<>(
                                new CaseIndicatorsFunction(settings.reference(), settings.retentionMs(), publishes)))
                .uid("case-indicators");
        SingleOutputStreamOperator<IndicatorSums> sums = shares.keyBy(IndicatorChange::cellKey)
                .transform(
                        "Indicators by hour",
                        TypeInformation.of(IndicatorSums.class),
                        new FollowReferenceOperator<>(new IndicatorFunction(settings.reference(), publishes)))
                .uid("indicators");
        DataStream<Amendment> amendments = shares.getSideOutput(IndicatorStreams.AMENDMENTS);
        if (publishes) {
            amendments = amendments.union(breaches.keyBy(said -> said.breach().breachId())
                    .transform(
                            "What amends published breaches",
                            TypeInformation.of(Amendment.class),
                            new RecentStateOperator<>(
                                    new AmendBreachesFunction(settings.reference(), settings.retentionMs())))
                    .uid("amend-breaches"));
        }
        return new IndicatorStreams(sums, sums.getSideOutput(IndicatorFunction.CORRECTIONS), amendments);
    }
}

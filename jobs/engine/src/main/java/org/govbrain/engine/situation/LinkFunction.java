package org.govbrain.engine.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.domain.matter.ProbableLinks;

/** Lets candidates that meet at a place find each other, and tells both cases of a pair. Keyed by place. */
final class LinkFunction extends KeyedProcessFunction<String, PlacedCandidate, CaseInput> {
    private static final long serialVersionUID = 1L;

    /** How long after its time a candidate may still be found by a counterpart that arrives late. */
    static final Duration WAITS = Duration.ofHours(24);

    /** Candidates of one place, the same one once. */
    private static final ListStateDescriptor<LinkCandidate> CANDIDATES =
            new ListStateDescriptor<>("candidates", LinkCandidate.class);

    private transient ListState<LinkCandidate> candidates;

    @Override
    public void open(OpenContext context) {
        candidates = getRuntimeContext().getListState(CANDIDATES);
    }

    @Override
    public void processElement(PlacedCandidate placed, Context context, Collector<CaseInput> out) throws Exception {
        LinkCandidate candidate = placed.candidate();
        List<LinkCandidate> met = new ArrayList<>();
        for (LinkCandidate other : candidates.get()) {
            if (other.equals(candidate)) {
                return;
            }
            met.add(other);
        }
        for (LinkCandidate other : met) {
            ProbableLinks.score(candidate, other).ifPresent(score -> {
                tell(placed, candidate, other, score, out);
                tell(placed, other, candidate, score, out);
            });
        }
        candidates.add(candidate);
        context.timerService()
                .registerEventTimeTimer(candidate.openedAt().plus(WAITS).toEpochMilli());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseInput> out) throws Exception {
        List<LinkCandidate> waiting = new ArrayList<>();
        for (LinkCandidate candidate : candidates.get()) {
            if (candidate.openedAt().plus(WAITS).toEpochMilli() > timestamp) {
                waiting.add(candidate);
            }
        }
        candidates.update(waiting);
    }

    private static void tell(
            PlacedCandidate placed, LinkCandidate one, LinkCandidate other, double score, Collector<CaseInput> out) {
        CaseLink link = new CaseLink(CaseKey.caseId(other.caseKey()), score);
        out.collect(CaseInput.link(one.caseKey(), placed.heardAt(), other.caseKey(), link));
    }
}

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
import org.govbrain.engine.follow.SituationSettings;

/** Lets candidates that meet at a place find each other, and tells both cases of a pair. Keyed by place. */
final class LinkFunction extends KeyedProcessFunction<String, PlacedCandidate, CaseInput> {
    private static final long serialVersionUID = 1L;

    /** How long a candidate may still be found by a counterpart that arrives late. */
    static final Duration WAITS = Duration.ofHours(24);

    /** Candidates of one place, the same one once. */
    private static final ListStateDescriptor<Waiting> CANDIDATES =
            new ListStateDescriptor<>("candidates", Waiting.class);

    private final SituationSettings settings;
    private transient ListState<Waiting> candidates;

    LinkFunction(SituationSettings settings) {
        this.settings = settings;
    }

    /** A candidate that may still be found, until an instant in epoch milliseconds. */
    public record Waiting(LinkCandidate candidate, boolean joined, long leavesAt) {}

    @Override
    public void open(OpenContext context) {
        candidates = getRuntimeContext().getListState(CANDIDATES);
    }

    @Override
    public void processElement(PlacedCandidate placed, Context context, Collector<CaseInput> out) throws Exception {
        List<Waiting> others = new ArrayList<>();
        for (Waiting waiting : candidates.get()) {
            if (!waiting.candidate().equals(placed.candidate())) {
                others.add(waiting);
            } else if (waiting.joined() || !placed.joined()) {
                return;
            }
        }
        for (Waiting other : others) {
            ProbableLinks.score(placed.candidate(), other.candidate()).ifPresent(score -> {
                boolean dissolved = placed.joined() || other.joined();
                tell(placed, placed.candidate(), other.candidate(), score, dissolved, out);
                tell(placed, other.candidate(), placed.candidate(), score, dissolved, out);
            });
        }
        long touchedAt = Math.max(
                placed.candidate().openedAt().toEpochMilli(), placed.heardAt().toEpochMilli());
        Waiting added = new Waiting(placed.candidate(), placed.joined(), touchedAt + WAITS.toMillis());
        others.add(added);
        candidates.update(others);
        if (!settings.isReplay()) {
            context.timerService().registerEventTimeTimer(added.leavesAt());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseInput> out) throws Exception {
        List<Waiting> staying = new ArrayList<>();
        for (Waiting waiting : candidates.get()) {
            if (waiting.leavesAt() > timestamp) {
                staying.add(waiting);
            }
        }
        candidates.update(staying);
    }

    private static void tell(
            PlacedCandidate placed,
            LinkCandidate one,
            LinkCandidate other,
            double score,
            boolean dissolved,
            Collector<CaseInput> out) {
        CaseLink link = new CaseLink(CaseKey.caseId(other.caseKey()), score);
        out.collect(CaseInput.link(one.caseKey(), placed.heardAt(), link, dissolved));
    }
}

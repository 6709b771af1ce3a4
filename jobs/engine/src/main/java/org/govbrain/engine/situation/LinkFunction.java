package org.govbrain.engine.situation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.domain.matter.ProbableLinks;
import org.govbrain.engine.follow.SituationSettings;
import org.jspecify.annotations.Nullable;

/**
 * Lets candidates that meet at a place find each other, and tells both cases of a pair. Keyed by place. A candidate looks
 * only at those that were opened about when it was: where nothing leaves, a busy place keeps many.
 */
final class LinkFunction extends KeyedProcessFunction<String, PlacedCandidate, CaseInput> {
    private static final long serialVersionUID = 2L;

    /** How long a candidate may still be found by a counterpart that arrives late. */
    static final Duration WAITS = Duration.ofHours(24);

    /** As long as a link reaches both ways, so that a candidate looks at two spans. */
    private static final long SPAN_MS = 2 * ProbableLinks.WITHIN_MS;

    /** Candidates of one place by the span in which they were opened, the same one once. */
    private static final MapStateDescriptor<Long, List<Waiting>> CANDIDATES =
            new MapStateDescriptor<>("candidates-by-span", Types.LONG, Types.LIST(TypeInformation.of(Waiting.class)));

    /** The same in one list, as savepoints of before 27 November 2026 have them; empty once the place has heard anything. */
    static final ListStateDescriptor<Waiting> LISTED = new ListStateDescriptor<>("candidates", Waiting.class);

    private final SituationSettings settings;
    private transient MapState<Long, List<Waiting>> candidates;
    private transient ListState<Waiting> listed;

    LinkFunction(SituationSettings settings) {
        this.settings = settings;
    }

    /** A candidate that may still be found, until an instant in epoch milliseconds. */
    public record Waiting(LinkCandidate candidate, boolean joined, long leavesAt) {
        private long openedMs() {
            return candidate.openedAt().toEpochMilli();
        }
    }

    @Override
    public void open(OpenContext context) {
        candidates = getRuntimeContext().getMapState(CANDIDATES);
        listed = getRuntimeContext().getListState(LISTED);
    }

    @Override
    public void processElement(PlacedCandidate placed, Context context, Collector<CaseInput> out) throws Exception {
        takeListed();
        long touchedAt = Math.max(
                placed.candidate().openedAt().toEpochMilli(), placed.heardAt().toEpochMilli());
        Waiting added = new Waiting(placed.candidate(), placed.joined(), touchedAt + WAITS.toMillis());
        List<Waiting> others = openedAbout(added.openedMs());
        Optional<Waiting> known = others.stream()
                .filter(other -> other.candidate().equals(placed.candidate()))
                .findFirst();
        if (known.isPresent() && (known.get().joined() || !placed.joined())) {
            return;
        }
        known.ifPresent(others::remove);
        for (Waiting other : others) {
            ProbableLinks.score(placed.candidate(), other.candidate()).ifPresent(score -> {
                boolean dissolved = placed.joined() || other.joined();
                tell(placed, placed.candidate(), other.candidate(), score, dissolved, out);
                tell(placed, other.candidate(), placed.candidate(), score, dissolved, out);
            });
        }
        replace(known.orElse(null), added);
        if (!settings.isReplay()) {
            context.timerService().registerEventTimeTimer(added.leavesAt());
        }
    }

    /** Everyone whose opening a link of one that was opened then may reach, and some more. */
    private List<Waiting> openedAbout(long openedMs) throws Exception {
        List<Waiting> about = new ArrayList<>();
        long last = span(openedMs + ProbableLinks.WITHIN_MS);
        for (long span = span(openedMs - ProbableLinks.WITHIN_MS); span <= last; span++) {
            about.addAll(ofSpan(span));
        }
        return about;
    }

    private List<Waiting> ofSpan(long span) throws Exception {
        List<Waiting> waiting = candidates.get(span);
        return waiting == null ? List.of() : waiting;
    }

    private void replace(@Nullable Waiting before, Waiting added) throws Exception {
        long span = span(added.openedMs());
        List<Waiting> waiting = new ArrayList<>(ofSpan(span));
        waiting.remove(before);
        waiting.add(added);
        candidates.put(span, waiting);
    }

    private void takeListed() throws Exception {
        boolean any = false;
        for (Waiting waiting : listed.get()) {
            replace(null, waiting);
            any = true;
        }
        // In RocksDB to clear is to write, and nearly every place has none.
        if (any) {
            listed.clear();
        }
    }

    private static long span(long ms) {
        return Math.floorDiv(ms, SPAN_MS);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseInput> out) throws Exception {
        takeListed();
        List<Long> spans = new ArrayList<>();
        candidates.keys().forEach(spans::add);
        for (long span : spans) {
            List<Waiting> staying = new ArrayList<>(ofSpan(span));
            if (!staying.removeIf(waiting -> waiting.leavesAt() <= timestamp)) {
                continue;
            }
            if (staying.isEmpty()) {
                // Not by an iterator: on the heap that would leave an empty map for ever.
                candidates.remove(span);
            } else {
                candidates.put(span, staying);
            }
        }
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

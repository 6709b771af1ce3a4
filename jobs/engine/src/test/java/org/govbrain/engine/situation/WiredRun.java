package org.govbrain.engine.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.grid.GridFunction;
import org.govbrain.engine.input.HeardEvent;
import org.jspecify.annotations.Nullable;

/** The operators that make cases, breaches and grids, wired by hand: a test says what comes when, and where the process ends. */
final class WiredRun implements AutoCloseable {
    private static final SituationSettings SETTINGS =
            SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(3_000));

    /** What another run may go on from. */
    record Checkpoint(
            OperatorSubtaskState traces,
            OperatorSubtaskState links,
            OperatorSubtaskState cases,
            OperatorSubtaskState grids) {}

    private final OperatorRun<HeardEvent, CaseInput> traces;
    private final OperatorRun<PlacedCandidate, CaseInput> links;
    private final OperatorRun<CaseInput, CaseSituation> cases;
    private final OperatorRun<GridFact, GridSituation> grids;
    private final PlaceCandidatesFunction places = new PlaceCandidatesFunction(SituationRun.NO_CITY);
    private final Said said = new Said();

    WiredRun(Instant startedAt, @Nullable Checkpoint from) throws Exception {
        traces = new OperatorRun<>(
                () -> new TraceOriginFunction(SETTINGS),
                heard -> String.valueOf(heard.event().subjectId()),
                from == null ? null : from.traces);
        links = new OperatorRun<>(
                () -> new LinkFunction(SETTINGS), PlacedCandidate::place, from == null ? null : from.links);
        cases = new OperatorRun<>(
                () -> new FoldCaseFunction(SETTINGS), CaseInput::caseKey, from == null ? null : from.cases);
        grids = new OperatorRun<>(() -> new GridFunction(SETTINGS), GridFact::gridId, from == null ? null : from.grids);
        places.open(DefaultOpenContext.INSTANCE);
        traces.setMachineClock(startedAt);
    }

    void hear(GovernanceEvent event, Instant heardAt) throws Exception {
        if (event.stream() == Stream.PLATFORM) {
            traces.hear(new HeardEvent(heardAt, event));
            for (Opening opening : traces.said(SituationStreams.OPENINGS)) {
                place(opening);
            }
            pass(traces.said());
        } else if (event.stream() == Stream.LINKAGE110
                || event.kind() == EventKind.FINDING
                || event.kind() == EventKind.RESOLVED_ON_SITE) {
            if (event.kind() == EventKind.RECEIVED) {
                place(new Opening(heardAt, event, false));
            }
            cases.hear(CaseInput.event(CaseKey.ofSubject(event), heardAt, event));
        }
        take();
    }

    private void place(Opening opening) throws Exception {
        List<PlacedCandidate> placed = new ArrayList<>();
        places.flatMap(opening, new ListCollector<>(placed));
        links.hear(placed.toArray(PlacedCandidate[]::new));
        pass(links.said());
    }

    private void pass(List<CaseInput> inputs) throws Exception {
        cases.hear(inputs.toArray(CaseInput[]::new));
    }

    /** Hears words of an earlier run, as they come back from their topics. */
    void hearAgain(Object word, Instant saidAt) throws Exception {
        if (word instanceof SaidBreach breach) {
            if (breach.breach().state() != BreachState.WITHDRAWN) {
                cases.hear(CaseInput.said(String.valueOf(breach.breach().caseKey()), saidAt, breach.breach()));
            }
        } else if (word instanceof GridSituation grid) {
            grids.hear(GridFact.said(grid.gridId(), grid.revision()));
        }
        take();
    }

    void passTo(Instant eventTime) throws Exception {
        cases.passTo(eventTime);
        take();
        grids.passTo(eventTime);
        take();
    }

    private void take() throws Exception {
        said.words.addAll(cases.said());
        said.words.addAll(cases.said(SituationStreams.BREACHES));
        grids.hear(cases.said(SituationStreams.GRID_FACTS).toArray(GridFact[]::new));
        said.words.addAll(grids.said());
    }

    Checkpoint checkpoint() throws Exception {
        return new Checkpoint(traces.checkpoint(), links.checkpoint(), cases.checkpoint(), grids.checkpoint());
    }

    /** All that was said so far. */
    Said said() {
        return said;
    }

    @Override
    public void close() {
        traces.close();
        links.close();
        cases.close();
        grids.close();
    }

    /** Words in their order, and the documents that they leave in an index with external versions. */
    static final class Said {
        final List<Object> words = new ArrayList<>();

        /** Documents that tell of more than the order of arrival. */
        Map<String, String> documents() {
            Map<String, Object> newest = new TreeMap<>();
            for (Object word : words) {
                newest.merge(id(word), word, (known, news) -> revision(news) > revision(known) ? news : known);
            }
            Map<String, String> documents = new TreeMap<>();
            newest.forEach((id, word) -> {
                if (word instanceof CaseSituation situation && situation.mergedInto() == null) {
                    documents.put(id, new CaseMapper().toDocument(situation).toString());
                } else if (word instanceof SaidBreach breach && breach.breach().state() != BreachState.WITHDRAWN) {
                    documents.put(id, new BreachMapper().toDocument(breach).toString());
                } else if (word instanceof GridSituation grid) {
                    documents.put(id, shown(grid));
                }
            });
            return documents;
        }

        /** Without its revision, and the instant of its last change: of a case that was there by mistake they tell of arrival. */
        private static String shown(GridSituation grid) {
            return grid.light() + " " + grid.openCases() + " " + grid.overdueCases() + " " + grid.warnedCases() + " "
                    + grid.casesToday() + " " + grid.risk() + " " + grid.lastPatrolAt();
        }

        private static String id(Object word) {
            if (word instanceof CaseSituation situation) {
                return "case " + situation.caseId();
            }
            return word instanceof SaidBreach breach
                    ? "breach " + breach.breach().breachId()
                    : "grid " + ((GridSituation) word).gridId();
        }

        private static long revision(Object word) {
            if (word instanceof CaseSituation situation) {
                return situation.revision();
            }
            return word instanceof SaidBreach breach ? breach.documentRevision() : ((GridSituation) word).revision();
        }
    }
}

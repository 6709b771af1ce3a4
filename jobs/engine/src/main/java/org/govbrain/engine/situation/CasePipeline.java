package org.govbrain.engine.situation;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.recent.RecentStateOperator;

/**
 * The part of the situation job that joins events into cases and runs their clocks.
 *
 * <pre>
 * patrol ───┬─────────────────────────────────────────► fold case ─► cases; aside breaches, facts for grids and hotspots
 * 110 ──────┼──────────────────┬─► place ─┬─► link ────►
 * platform ─┴─► trace origin ──┴─► place ─┘
 *                              └───────────────────────►
 * what earlier runs said ─────────────────────────────►
 * </pre>
 */
final class CasePipeline {
    private CasePipeline() {}

    /** From located events of the three streams, and breaches that earlier runs said, to cases. */
    static CaseStreams of(
            DataStream<HeardEvent> patrols,
            DataStream<HeardEvent> incidents,
            DataStream<HeardEvent> platformCases,
            List<DataStream<CaseInput>> said,
            SituationSettings settings) {
        DataStream<CaseInput> findings = subjects(
                patrols.filter(heard -> heard.event().isOfCase())
                        .uid("keep-findings")
                        .name("Keep findings"),
                "findings");
        SingleOutputStreamOperator<CaseInput> traced = platformCases
                .keyBy(heard -> String.valueOf(heard.event().subjectId()))
                .transform(
                        "Trace the origin of platform cases",
                        TypeInformation.of(CaseInput.class),
                        new RecentStateOperator<>(new TraceOriginFunction(settings)))
                .uid("trace-origin");
        DataStream<CaseInput> links = placed(openings(incidents), "incident", settings)
                .union(placed(traced.getSideOutput(SituationStreams.OPENINGS), "platform-case", settings))
                .keyBy(PlacedCandidate::place)
                .process(new LinkFunction(settings))
                .uid("link-probable")
                .name("Link what is probably one matter");
        SingleOutputStreamOperator<CaseSituation> cases = SaidStreams.union(
                        findings.union(subjects(incidents, "incidents"), traced, links), said)
                .keyBy(CaseInput::caseKey)
                .transform(
                        "Fold cases and run their clocks",
                        TypeInformation.of(CaseSituation.class),
                        new FollowReferenceOperator<>(new FoldCaseFunction(settings)))
                .uid("fold-case");
        return new CaseStreams(
                cases,
                traced.getSideOutput(SituationStreams.DEAD_LETTERS)
                        .union(cases.getSideOutput(SituationStreams.DEAD_LETTERS)));
    }

    private static DataStream<CaseInput> subjects(DataStream<HeardEvent> events, String what) {
        return events.map(heard -> CaseInput.event(CaseKey.ofSubject(heard.event()), heard.heardAt(), heard.event()))
                .returns(CaseInput.class)
                .uid("key-" + what)
                .name("Key " + what);
    }

    private static DataStream<Opening> openings(DataStream<HeardEvent> incidents) {
        return incidents
                .filter(heard -> heard.event().kind() == EventKind.RECEIVED)
                .uid("keep-received-incidents")
                .name("Keep received incidents")
                .map(heard -> new Opening(heard.heardAt(), heard.event(), false))
                .returns(Opening.class)
                .uid("incident-openings")
                .name("Openings of incidents");
    }

    /** Of each stream by itself: placed where it comes from, an opening is sent once, to its places. */
    private static DataStream<PlacedCandidate> placed(
            DataStream<Opening> openings, String what, SituationSettings settings) {
        return openings.flatMap(new PlaceCandidatesFunction(settings.reference()))
                .uid("place-" + what + "-candidates")
                .name("Place " + what + " candidates for links");
    }
}

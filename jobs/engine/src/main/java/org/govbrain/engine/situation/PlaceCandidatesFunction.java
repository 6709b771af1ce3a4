package org.govbrain.engine.situation;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.domain.matter.ProbableLinks;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/** Puts each opening of an incident, or of a platform case, at the places where it may find its like. */
final class PlaceCandidatesFunction extends RichFlatMapFunction<Opening, PlacedCandidate> {
    private static final long serialVersionUID = 1L;
    private final ReferenceSource reference;
    private transient ReferenceFollower follower;

    PlaceCandidatesFunction(ReferenceSource reference) {
        this.reference = reference;
    }

    @Override
    public void open(OpenContext context) {
        follower = reference.follow();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public void flatMap(Opening opening, Collector<PlacedCandidate> out) {
        GovernanceEvent event = opening.event();
        follower.refresh();
        CategoryCatalogue categories = follower.history().at(event.occurredAt()).categories();
        LinkCandidate candidate = new LinkCandidate(
                CaseKey.ofSubject(event),
                event.kind() == EventKind.RECEIVED,
                categories.groupOf(event.category()),
                event.occurredAt(),
                event.lon(),
                event.lat(),
                event.buildingId());
        for (String place : ProbableLinks.meetingPlaces(candidate)) {
            out.collect(new PlacedCandidate(place, opening.heardAt(), candidate, opening.joined()));
        }
    }
}

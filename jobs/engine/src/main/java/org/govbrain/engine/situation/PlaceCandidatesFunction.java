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

/** Puts each opening of an incident, or of a platform case without origin, at the places where it may find its like. */
final class PlaceCandidatesFunction extends RichFlatMapFunction<HeardEvent, PlacedCandidate> {
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
    public void flatMap(HeardEvent heard, Collector<PlacedCandidate> out) {
        GovernanceEvent event = heard.event();
        boolean incident = event.kind() == EventKind.RECEIVED;
        if (!incident && (event.kind() != EventKind.REPORTED || event.originId() != null)) {
            return;
        }
        follower.refresh();
        CategoryCatalogue categories = follower.history().at(event.occurredAt()).categories();
        LinkCandidate candidate = new LinkCandidate(
                CaseKey.ofSubject(event),
                incident,
                categories.groupOf(event.category()),
                event.occurredAt(),
                event.lon(),
                event.lat(),
                event.buildingId());
        for (String place : ProbableLinks.meetingPlaces(candidate)) {
            out.collect(new PlacedCandidate(place, heard.heardAt(), candidate));
        }
    }
}

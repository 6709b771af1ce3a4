package org.govbrain.engine.avro;

import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.PatrolStep;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.PatrolDocument;

/** Patrol steps to their documents, with the names of their grids. Of two under one id the earlier counts, whichever comes first. Stateless. */
public final class PatrolMapper implements DocumentMapper<PatrolStep, PatrolDocument> {
    private static final long serialVersionUID = 2L;

    @Override
    public PatrolDocument toDocument(PatrolStep patrolled) {
        GovernanceEvent step = patrolled.event();
        Place place = patrolled.place();
        PatrolDocument document = new PatrolDocument();
        document.setTimestamp(step.occurredAt());
        document.setPatrolId(step.eventId());
        document.setRevision(
                FieldCheck.LATEST.toEpochMilli() - step.occurredAt().toEpochMilli());
        document.setKind(CaseMapper.word(step.kind()));
        document.setOfficerId(step.personId() == null ? "" : step.personId());
        document.setGridId(place.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setBuildingId(step.buildingId());
        document.setFindingId(step.subjectId());
        document.setCategory(step.category());
        document.setHouseholds(step.households());
        document.setLocation(CaseMapper.point(step.lon(), step.lat()));
        document.setFlags(step.flags());
        return document;
    }
}

package org.govbrain.engine.avro;

import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.document.PatrolDocument;
import org.jspecify.annotations.Nullable;

/** Patrol steps to their documents, with the names of their grids. The city is loaded with the first of them. */
public final class PatrolMapper implements DocumentMapper<GovernanceEvent, PatrolDocument> {
    private static final long serialVersionUID = 1L;
    private final ReferenceSource reference;
    private transient @Nullable ReferenceData loaded;

    public PatrolMapper(ReferenceSource reference) {
        this.reference = reference;
    }

    private ReferenceData city() {
        ReferenceData city = loaded;
        if (city == null) {
            city = reference.load().data();
            loaded = city;
        }
        return city;
    }

    @Override
    public PatrolDocument toDocument(GovernanceEvent step) {
        Place place = Place.of(city().grids(), step.gridId());
        PatrolDocument document = new PatrolDocument();
        document.setTimestamp(step.occurredAt());
        document.setPatrolId(step.eventId());
        document.setRevision(1);
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

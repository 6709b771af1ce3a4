package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.domain.indicator.Amendment;
import org.govbrain.domain.indicator.CountedFact;
import org.govbrain.domain.indicator.FactSubject;
import org.govbrain.domain.situation.Place;
import org.govbrain.schemas.document.AmendmentDocument;

/** Amendments to their documents. Stateless. */
public final class AmendmentMapper implements DocumentMapper<Amendment, AmendmentDocument> {
    private static final long serialVersionUID = 1L;

    @Override
    public AmendmentDocument toDocument(Amendment amendment) {
        AmendmentDocument document = new AmendmentDocument();
        FactSubject subject = amendment.subject();
        CountedFact fact = amendment.fact();
        Place place = amendment.place();
        document.setTimestamp(Instant.ofEpochMilli(fact.atMs()));
        document.setAmendmentId(amendment.id());
        document.setFact(subject.kind().word());
        document.setKnownOn(amendment.knownOn().toString());
        document.setWeight((long) amendment.weight());
        document.setRevision(amendment.revision());
        document.setCaseId(subject.caseId());
        document.setBreachId(subject.breachId());
        document.setGridId(fact.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setCategoryGroup(fact.categoryGroup());
        document.setOwnerId(fact.ownerId());
        if (fact.urgency() != null) {
            document.setUrgency(CaseMapper.word(fact.urgency()));
        }
        if (subject.kind() == FactSubject.Kind.STOP || subject.kind() == FactSubject.Kind.END) {
            document.setStoppedAt(Instant.ofEpochMilli(fact.settledMs()));
        }
        return document;
    }
}

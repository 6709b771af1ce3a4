package org.govbrain.engine.situation;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a case hears: an event, a probable link, or that one of its platform cases belongs elsewhere.
 *
 * @param caseKey the case that hears it
 * @param dissolved the link says nothing any more, because the origin of its platform case is known
 * @param movedCaseId a platform case whose origin turned out to be elsewhere
 * @param move where it went; null when it came back
 */
@TypeInfo(CompactRecord.class)
public record CaseInput(
        String caseKey,
        Instant heardAt,
        @Nullable GovernanceEvent event,
        @Nullable CaseLink link,
        boolean dissolved,
        @Nullable String movedCaseId,
        @Nullable CaseMove move) {

    static CaseInput event(String caseKey, Instant heardAt, GovernanceEvent event) {
        return new CaseInput(caseKey, heardAt, event, null, false, null, null);
    }

    static CaseInput link(String caseKey, Instant heardAt, CaseLink link, boolean dissolved) {
        return new CaseInput(caseKey, heardAt, null, link, dissolved, null, null);
    }

    static CaseInput moved(String caseKey, Instant heardAt, String platformCaseId, @Nullable CaseMove move) {
        return new CaseInput(caseKey, heardAt, null, null, false, platformCaseId, move);
    }
}

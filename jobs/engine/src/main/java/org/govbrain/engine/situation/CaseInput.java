package org.govbrain.engine.situation;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.situation.Breach;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a case hears: an event, a probable link, that one of its platform cases belongs elsewhere, or what an earlier
 * run of the job said of it.
 *
 * @param caseKey the case that hears it
 * @param dissolved the link says nothing any more, because the origin of its platform case is known
 * @param movedCaseId a platform case whose origin turned out to be elsewhere
 * @param move where it went; null when it came back
 * @param said a breach that an earlier run said
 */
@TypeInfo(CompactRecord.class)
public record CaseInput(
        String caseKey,
        Instant heardAt,
        @Nullable GovernanceEvent event,
        @Nullable CaseLink link,
        boolean dissolved,
        @Nullable String movedCaseId,
        @Nullable CaseMove move,
        @Nullable Breach said) {

    static CaseInput event(String caseKey, Instant heardAt, GovernanceEvent event) {
        return new CaseInput(caseKey, heardAt, event, null, false, null, null, null);
    }

    static CaseInput link(String caseKey, Instant heardAt, CaseLink link, boolean dissolved) {
        return new CaseInput(caseKey, heardAt, null, link, dissolved, null, null, null);
    }

    static CaseInput moved(String caseKey, Instant heardAt, String platformCaseId, @Nullable CaseMove move) {
        return new CaseInput(caseKey, heardAt, null, null, false, platformCaseId, move, null);
    }

    /** An event of a platform case that belongs elsewhere, and that an earlier run may have taken for one of this case. */
    static CaseInput passedBy(
            String caseKey, Instant heardAt, GovernanceEvent event, String platformCaseId, CaseMove move) {
        return new CaseInput(caseKey, heardAt, event, null, false, platformCaseId, move, null);
    }

    static CaseInput said(String caseKey, Instant saidAt, Breach breach) {
        return new CaseInput(caseKey, saidAt, null, null, false, null, null, breach);
    }

    /** Whether it is only of what an earlier run said: of a case that has left that is no news. */
    boolean isEcho() {
        return said != null || (event != null && movedCaseId != null);
    }
}

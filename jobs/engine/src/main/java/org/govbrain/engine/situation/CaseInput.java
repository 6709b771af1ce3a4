package org.govbrain.engine.situation;

import java.time.Instant;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseLink;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a case hears: an event, a probable link, or that one of its platform cases belongs elsewhere.
 *
 * @param caseKey the case that hears it
 * @param linkKey with {@code link}: key of the other case
 * @param movedCaseId a platform case whose origin turned out to be elsewhere
 * @param movedTo the case id that it went to; null when it came back
 */
public record CaseInput(
        String caseKey,
        Instant heardAt,
        @Nullable GovernanceEvent event,
        @Nullable String linkKey,
        @Nullable CaseLink link,
        @Nullable String movedCaseId,
        @Nullable String movedTo) {

    static CaseInput event(String caseKey, Instant heardAt, GovernanceEvent event) {
        return new CaseInput(caseKey, heardAt, event, null, null, null, null);
    }

    static CaseInput link(String caseKey, Instant heardAt, String otherKey, CaseLink link) {
        return new CaseInput(caseKey, heardAt, null, otherKey, link, null, null);
    }

    static CaseInput moved(String caseKey, Instant heardAt, String platformCaseId, @Nullable String toCaseId) {
        return new CaseInput(caseKey, heardAt, null, null, null, platformCaseId, toCaseId);
    }
}

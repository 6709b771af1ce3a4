package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.matter.EventLog.Addition;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one case: what was heard, and what was last said about it. Everything shown is folded from what
 * was heard; what was said is kept only to say nothing twice and to take back what proves wrong.
 *
 * <p>Public fields and an empty constructor make it a plain state object that evolves by adding fields.
 */
public final class CaseRecord {
    /** Distinct events in fold order. */
    public List<GovernanceEvent> events = new ArrayList<>();

    /** Probable links by the key of the other case. */
    public Map<String, CaseLink> links = new HashMap<>();

    /** Platform cases whose origin turned out to be elsewhere, with the case id that they went to. */
    public Map<String, String> moved = new HashMap<>();

    /** Breaches last said, those withdrawn included. */
    public List<Breach> breaches = new ArrayList<>();

    /** Revision last said; 0 before the first word. */
    public long saidRevision;

    /** Grid last said, so that a case that moves leaves its old grid. */
    public @Nullable String saidGridId;

    /** Arrival, by the job's clock, of the first event. */
    public @Nullable Instant firstHeardAt;

    /** When the timer of this case fires, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** Set once the case has left: only its revision stays, so that late news is recognised. */
    public boolean left;

    public Addition add(GovernanceEvent event) {
        return EventLog.add(events, event);
    }

    /** Keeps the better of two scores; returns whether anything changed. */
    public boolean link(String otherKey, CaseLink link) {
        CaseLink present = links.get(otherKey);
        if (present != null && present.score() >= link.score()) {
            return false;
        }
        links.put(otherKey, link);
        return true;
    }

    /** A platform case went elsewhere ({@code toCaseId}) or came back (null). */
    public boolean move(String platformCaseId, @Nullable String toCaseId) {
        String before = toCaseId == null ? moved.remove(platformCaseId) : moved.put(platformCaseId, toCaseId);
        return !java.util.Objects.equals(before, toCaseId);
    }
}

package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
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

    /** Events that another one under the same id overruled. */
    public List<GovernanceEvent> overruled = new ArrayList<>();

    /** Probable links, with every score that was told. */
    public Set<CaseLink> links = new HashSet<>();

    /** Cases to which a link says nothing any more, since the origin of one side is known. */
    public Set<String> dissolved = new HashSet<>();

    /** Platform cases whose origin turned out to be elsewhere. */
    public Map<String, CaseMove> moved = new HashMap<>();

    /** Breaches last said, those withdrawn included. */
    public List<Breach> breaches = new ArrayList<>();

    /** Breaches that an earlier run said, until event time has reached their deadlines. */
    public List<Breach> recalled = new ArrayList<>();

    /** The feed with which each breach, by its id, was said last. */
    public Map<String, String> provingFeeds = new HashMap<>();

    /** Revision last said; 0 before the first word. */
    public long saidRevision;

    /** Grids that know of this case, so that one that it is no longer in lets go of it. */
    public Set<String> saidGridIds = new HashSet<>();

    /** What hotspots were told last, so that they hear only of what matters to them. */
    public @Nullable CaseHistory saidHistory;

    /** Grids whose hotspots were ever told of this case. */
    public Set<String> hotspotGridIds = new HashSet<>();

    /** Arrival of the newest word, by the broker's clock; where event time is long past, staying counts from here. */
    public Instant lastHeardAt = Instant.EPOCH;

    /** When the timer of this case fires, in epoch milliseconds; 0 for none. */
    public long timerAt;

    /** Set once the case has left: only its revision stays, so that late news is recognised. */
    public boolean left;

    /** Takes note that something was heard, newsworthy or not. */
    public void heard(Instant heardAt) {
        if (heardAt.isAfter(lastHeardAt)) {
            lastHeardAt = heardAt;
        }
    }

    /** The earliest event that has not happened by {@code asOf}. */
    public Optional<Instant> nextEventAfter(Instant asOf) {
        int ahead = events.size();
        while (ahead > 0 && events.get(ahead - 1).occurredAt().isAfter(asOf)) {
            ahead--;
        }
        return ahead == events.size()
                ? Optional.empty()
                : Optional.of(events.get(ahead).occurredAt());
    }

    /** When the newest event happened; of a case without any, when it was heard of. */
    public Instant lastEventAt() {
        return events.isEmpty() ? lastHeardAt : events.get(events.size() - 1).occurredAt();
    }

    /**
     * The newest event that is here or was moved away: what is known of a case never grows older.
     *
     * @param lastHere the newest that is here
     */
    public Instant newestWithMoved(Instant lastHere) {
        Instant newest = lastHere;
        for (CaseMove move : moved.values()) {
            Instant last = move.lastAt();
            newest = last != null && last.isAfter(newest) ? last : newest;
        }
        return newest;
    }

    /** The newest of what happened and what was heard. */
    public Instant lastTouchedAt() {
        return lastEventAt().isAfter(lastHeardAt) ? lastEventAt() : lastHeardAt;
    }

    public Addition add(GovernanceEvent event) {
        return EventLog.add(events, overruled, event);
    }

    /** The same events, each as {@code locator} has it, which leaves time, kind and id as they are. */
    public void locate(UnaryOperator<GovernanceEvent> locator) {
        events.replaceAll(locator);
        overruled.replaceAll(locator);
    }

    /** A probable link, or one that says nothing any more; returns whether anything changed. */
    public boolean link(CaseLink link, boolean isDissolved) {
        boolean changed = links.add(link);
        return (isDissolved && dissolved.add(link.caseId())) || changed;
    }

    /** A platform case went elsewhere, or came back (null); returns whether anything changed. */
    public boolean move(String platformCaseId, @Nullable CaseMove move) {
        CaseMove before = move == null ? moved.remove(platformCaseId) : moved.put(platformCaseId, move);
        return !Objects.equals(before, move);
    }

    /** A breach that an earlier run said; returns whether this one has not said it. */
    public boolean recall(Breach said) {
        return !isSaid(said) && recalled.add(said);
    }

    /**
     * From now on those count as said whose deadlines have passed by {@code asOf}: what is no breach is then taken back.
     * Before that nobody could tell. Returns whether there are any.
     */
    public boolean takeRecalled(Instant asOf) {
        boolean taken = false;
        for (Breach said : List.copyOf(recalled)) {
            if (!said.dueAt().isAfter(asOf)) {
                recalled.remove(said);
                taken |= !isSaid(said) && breaches.add(said);
            }
        }
        return taken;
    }

    private boolean isSaid(Breach breach) {
        return breaches.stream().anyMatch(said -> said.breachId().equals(breach.breachId()));
    }

    /**
     * Nothing stays but the revision, by which late news of a case that has left is recognised. Far more have left than are there:
     * they share what is empty, and hear no more.
     */
    public void leave() {
        events = List.of();
        overruled = List.of();
        links = Set.of();
        dissolved = Set.of();
        moved = Map.of();
        breaches = List.of();
        provingFeeds = Map.of();
        recalled = List.of();
        saidGridIds = Set.of();
        saidHistory = null;
        hotspotGridIds = Set.of();
        left = true;
    }
}

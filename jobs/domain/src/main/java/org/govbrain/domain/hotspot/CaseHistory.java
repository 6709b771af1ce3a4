package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What hotspots need of a case, with the instants at which it changed. A look at a closed slice can thus be repeated later
 * and sees the same, whatever else is known by then: without the instants a replay that hears a week at once would find
 * other hotspots than the stream did.
 *
 * @param caseSince from when it is a case; null for a routine finding that no platform took up
 * @param superseded another case took its place: it never counted
 * @param reporterId code of who logged it, as its first event says
 * @param views at least one, by {@link View#from}, each different from the one before
 * @param turns see {@link CaseFact#turns}
 */
public record CaseHistory(
        String caseId,
        Instant openedAt,
        Stream origin,
        @Nullable Instant caseSince,
        boolean superseded,
        @Nullable String reporterId,
        List<View> views,
        List<Instant> turns) {

    /** What is said of it from an instant on; the fields as in {@link CaseFact}. */
    public record View(
            Instant from,
            @Nullable String gridId,
            @Nullable String buildingId,
            @Nullable Double lon,
            @Nullable Double lat,
            String categoryGroup,
            @Nullable String category,
            Urgency urgency,
            boolean cancelled) {

        private boolean saysTheSameAs(View other) {
            return Objects.equals(gridId, other.gridId)
                    && Objects.equals(buildingId, other.buildingId)
                    && Objects.equals(lon, other.lon)
                    && Objects.equals(lat, other.lat)
                    && categoryGroup.equals(other.categoryGroup)
                    && Objects.equals(category, other.category)
                    && urgency == other.urgency
                    && cancelled == other.cancelled;
        }
    }

    public CaseHistory {
        Objects.requireNonNull(caseId, "caseId");
        views = List.copyOf(views);
        turns = List.copyOf(turns);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("case " + caseId + " has no view");
        }
    }

    /**
     * From the events of a case.
     *
     * @param events distinct, at least one, in fold order
     */
    public static CaseHistory of(
            String caseId,
            Stream origin,
            boolean superseded,
            List<GovernanceEvent> events,
            CategoryCatalogue categories) {
        boolean hasPlatform = Endings.hasPlatform(events);
        List<View> views = new ArrayList<>(2);
        List<Instant> turns = new ArrayList<>(1);
        Instant caseSince = null;
        String reporter = null;
        View view = null;
        EventKind endedBy = null;
        for (GovernanceEvent event : events) {
            Instant at = event.occurredAt();
            EventKind kind = event.kind();
            boolean cancelled = view != null && view.cancelled;
            if (endedBy == null && Endings.ends(event, hasPlatform)) {
                endedBy = kind;
                cancelled = kind != EventKind.CLOSED && kind != EventKind.RESOLVED_ON_SITE;
                // What was rejected does not count, and is as open as it was once somebody else takes it up.
                if (kind != EventKind.REJECTED) {
                    turns.add(at);
                }
            } else if (endedBy != null && (kind == EventKind.REOPENED || Endings.revives(event, endedBy))) {
                if (endedBy != EventKind.REJECTED) {
                    turns.add(at);
                }
                endedBy = null;
                cancelled = false;
            }
            if (caseSince == null && (event.stream() != Stream.PATROL || event.urgency() == Urgency.URGENT)) {
                caseSince = at;
            }
            // Who has it later did not log it, and would change what was seen before.
            reporter = reporter == null && at.equals(events.get(0).occurredAt()) ? event.personId() : reporter;
            View next = next(view, event, cancelled, categories);
            if (view == null || !next.saysTheSameAs(view)) {
                if (view != null && view.from.equals(at)) {
                    views.remove(views.size() - 1);
                }
                views.add(next);
                view = next;
            }
        }
        return new CaseHistory(
                caseId, events.get(0).occurredAt(), origin, caseSince, superseded, reporter, views, turns);
    }

    private static View next(
            @Nullable View before, GovernanceEvent event, boolean cancelled, CategoryCatalogue categories) {
        Double lon = event.lon();
        Double lat = event.lat();
        if (lon == null && before != null) {
            lon = before.lon;
            lat = before.lat;
        }
        String category = newest(before == null ? null : before.category, event.category());
        return new View(
                event.occurredAt(),
                newest(before == null ? null : before.gridId, event.gridId()),
                newest(before == null ? null : before.buildingId, event.buildingId()),
                lon,
                lat,
                categories.groupOf(category),
                category,
                (before == null ? Urgency.ROUTINE : before.urgency).after(event),
                cancelled);
    }

    private static <T> @Nullable T newest(@Nullable T before, @Nullable T given) {
        return given == null ? before : given;
    }

    /** What was known of it by an instant; empty before it was opened. */
    public Optional<CaseFact> asOf(Instant at) {
        if (openedAt.isAfter(at)) {
            return Optional.empty();
        }
        View view = views.get(0);
        for (View next : views) {
            view = next.from.isAfter(at) ? view : next;
        }
        return Optional.of(new CaseFact(
                caseId,
                openedAt,
                view.gridId,
                view.buildingId,
                view.lon,
                view.lat,
                view.categoryGroup,
                view.category,
                view.urgency,
                origin,
                caseSince != null && !caseSince.isAfter(at),
                superseded || view.cancelled,
                turnsUntil(at),
                reporterId));
    }

    private List<Instant> turnsUntil(Instant at) {
        int known = turns.size();
        while (known > 0 && turns.get(known - 1).isAfter(at)) {
            known--;
        }
        return turns.subList(0, known);
    }

    /** Whether {@link #asOf} says the same from an instant on. */
    public boolean isSettledBy(Instant at) {
        return !lastAt().isAfter(at) && (caseSince == null || !caseSince.isAfter(at));
    }

    /** Whether what counts of it changed after one instant and until another. */
    public boolean changesBetween(Instant after, Instant until) {
        return isBetween(caseSince, after, until)
                || views.stream().skip(1).anyMatch(view -> isBetween(view.from, after, until));
    }

    private static boolean isBetween(@Nullable Instant instant, Instant after, Instant until) {
        return instant != null && instant.isAfter(after) && !instant.isAfter(until);
    }

    /** The grid that it is in by all that is known. */
    public @Nullable String gridId() {
        return views.get(views.size() - 1).gridId;
    }

    /** Whether statistics see the same in both: all but when it was open. */
    public boolean countsLike(CaseHistory other) {
        return superseded == other.superseded
                && Objects.equals(caseSince, other.caseSince)
                && Objects.equals(reporterId, other.reporterId)
                && openedAt.equals(other.openedAt)
                && views.equals(other.views);
    }

    /** Whether statistics see the same in both by what was known at an instant; {@code other} null is no case. */
    public boolean countsLike(@Nullable CaseHistory other, Instant at) {
        Optional<CaseFact> here = asOf(at).map(CaseFact::withoutTurns);
        return here.equals(other == null ? Optional.empty() : other.asOf(at).map(CaseFact::withoutTurns));
    }

    /** Every grid that it was ever in, sorted. */
    public List<String> gridIds() {
        Set<String> ids = new TreeSet<>();
        for (View view : views) {
            if (view.gridId != null) {
                ids.add(view.gridId);
            }
        }
        return List.copyOf(ids);
    }

    /** The first instant after another one from which {@link #asOf} says something else; empty when there is none. */
    public Optional<Instant> nextAfter(Instant at) {
        if (isSettledBy(at)) {
            return Optional.empty();
        }
        List<Instant> instants = new ArrayList<>(turns);
        views.forEach(view -> instants.add(view.from));
        if (caseSince != null) {
            instants.add(caseSince);
        }
        return instants.stream().filter(instant -> instant.isAfter(at)).min(Instant::compareTo);
    }

    /** The newest instant that it tells of. */
    public Instant lastAt() {
        Instant viewed = views.get(views.size() - 1).from;
        Instant turned = turns.isEmpty() ? viewed : turns.get(turns.size() - 1);
        return turned.isAfter(viewed) ? turned : viewed;
    }
}

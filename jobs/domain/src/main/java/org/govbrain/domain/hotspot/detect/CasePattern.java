package org.govbrain.domain.hotspot.detect;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseFact;
import org.jspecify.annotations.Nullable;

/**
 * Which cases a step of a rule means; what is empty or null may be anything.
 *
 * @param groups category groups
 * @param categories category codes
 * @param unresolved still open when the rule looks at it
 * @param reopened reopened after closing; the reopening is then the instant that counts
 */
public record CasePattern(
        List<String> groups,
        List<String> categories,
        @Nullable Stream origin,
        @Nullable Urgency urgency,
        boolean unresolved,
        boolean reopened)
        implements Serializable {

    /** Any case. */
    public static final CasePattern ANY = new CasePattern(List.of(), List.of(), null, null, false, false);

    public CasePattern {
        groups = List.copyOf(groups);
        categories = List.copyOf(categories);
    }

    /** Whether a case is meant, apart from being unresolved. */
    boolean fits(CaseFact fact) {
        return (groups.isEmpty() || groups.contains(fact.categoryGroup()))
                && (categories.isEmpty() || (fact.category() != null && categories.contains(fact.category())))
                && (origin == null || origin == fact.origin())
                && (urgency == null || urgency == fact.urgency())
                && (!reopened || fact.reopenedAt() != null);
    }

    /** Whether a case is meant at that instant. */
    boolean fits(CaseFact fact, Instant at) {
        return fits(fact) && (!unresolved || fact.isOpenAt(at));
    }

    /** The instant of a case that counts. */
    Instant instantOf(CaseFact fact) {
        Instant again = reopened ? fact.reopenedAt() : null;
        return again == null ? fact.openedAt() : again;
    }
}

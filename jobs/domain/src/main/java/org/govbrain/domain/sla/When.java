package org.govbrain.domain.sla;

import java.util.Collections;
import java.util.Set;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * To which matters a clock or a goal applies: every set that is not empty must hold the matter's value.
 *
 * @param departments the clock's own department, for clocks per department
 */
public record When(
        Set<Urgency> urgency,
        Set<String> categoryGroups,
        Set<String> categories,
        Set<String> platforms,
        Set<String> neighbourhoodClasses,
        Set<String> departments) {

    /** Every matter. */
    public static final When ANY = new When(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public When {
        urgency = Set.copyOf(urgency);
        categoryGroups = Set.copyOf(categoryGroups);
        categories = Set.copyOf(categories);
        platforms = Set.copyOf(platforms);
        neighbourhoodClasses = Set.copyOf(neighbourhoodClasses);
        departments = Set.copyOf(departments);
    }

    public boolean isAny() {
        return urgency.isEmpty()
                && departments.isEmpty()
                && categoryGroups.isEmpty()
                && categories.isEmpty()
                && platforms.isEmpty()
                && neighbourhoodClasses.isEmpty();
    }

    /** Whether it asks for nothing that a grid does not have. */
    boolean isOfGrids() {
        return urgency.isEmpty()
                && departments.isEmpty()
                && categoryGroups.isEmpty()
                && categories.isEmpty()
                && platforms.isEmpty();
    }

    /** Whether what does not change while a clock runs agrees. */
    boolean admits(ClockSubject subject) {
        return holds(categoryGroups, subject.categoryGroup())
                && holds(categories, subject.category())
                && holds(platforms, subject.platform())
                && holds(neighbourhoodClasses, subject.neighbourhoodClass());
    }

    boolean admits(Urgency now, @Nullable String department) {
        return (urgency.isEmpty() || urgency.contains(now)) && holds(departments, department);
    }

    /** Whether every matter of {@code other} is one of these too. */
    boolean covers(When other) {
        return within(urgency, other.urgency)
                && within(categoryGroups, other.categoryGroups)
                && within(categories, other.categories)
                && within(platforms, other.platforms)
                && within(neighbourhoodClasses, other.neighbourhoodClasses)
                && within(departments, other.departments);
    }

    /** Whether some matter can be one of both. */
    boolean meets(When other) {
        return common(urgency, other.urgency)
                && common(categoryGroups, other.categoryGroups)
                && common(categories, other.categories)
                && common(platforms, other.platforms)
                && common(neighbourhoodClasses, other.neighbourhoodClasses)
                && common(departments, other.departments);
    }

    private static <T> boolean common(Set<T> one, Set<T> other) {
        return one.isEmpty() || other.isEmpty() || !Collections.disjoint(one, other);
    }

    private static <T> boolean within(Set<T> wide, Set<T> narrow) {
        return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
    }

    private static boolean holds(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}

package org.govbrain.domain.sla;

import org.jspecify.annotations.Nullable;

/**
 * What a clock must know of a case besides its events.
 *
 * @param categoryGroup group of the category
 * @param closeGoal the category's goal for closing, as a {@link Span} is written; null for none
 * @param closeCalendar calendar of that goal; null for {@value CalendarSpec#ALWAYS}
 */
public record ClockSubject(
        String categoryGroup,
        @Nullable String category,
        @Nullable String platform,
        @Nullable String neighbourhoodClass,
        @Nullable String closeGoal,
        @Nullable String closeCalendar) {}

package org.govbrain.domain.sla;

import org.jspecify.annotations.Nullable;

/**
 * How long a clock may run. The first that is there holds: the date that the case was given, the goal of its category,
 * the span or the end of a working day. With none of them there is no clock.
 *
 * @param dueAt the newest {@code dueAt} that an event of the cycle gave
 * @param category the closing goal of the category, on the category's calendar
 * @param endOfDay working days after the start at whose close it is due: 0 for the day of the start; null for none
 */
public record Goal(
        boolean dueAt,
        boolean category,
        @Nullable Span span,
        @Nullable Integer endOfDay) {

    /** Whether it is an instant that a pause does not move by itself. */
    boolean isDate() {
        return dueAt || endOfDay != null;
    }

    public static Goal of(Span span) {
        return new Goal(false, false, span, null);
    }
}

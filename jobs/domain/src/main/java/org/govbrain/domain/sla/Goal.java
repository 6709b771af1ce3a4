package org.govbrain.domain.sla;

import org.jspecify.annotations.Nullable;

/**
 * How long a clock may run. The first that is there holds: the date that the case was given, the goal of its category,
 * the span. With none of them there is no clock.
 *
 * @param dueAt the newest {@code dueAt} that an event of the cycle gave
 * @param category the closing goal of the category, on the category's calendar
 */
public record Goal(
        boolean dueAt, boolean category, @Nullable Span span) {

    public static Goal of(Span span) {
        return new Goal(false, false, span);
    }
}

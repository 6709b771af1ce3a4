package org.govbrain.domain.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long closing a case may take.
 *
 * @param goal as written in the file, for example {@code PT24H}, or {@code P1D} for one working day
 * @param calendarId the calendar in which that time runs; null means the one of the policy's clock
 */
public record CloseGoal(String goal, @Nullable String calendarId) {
    public CloseGoal {
        Objects.requireNonNull(goal, "goal");
    }
}

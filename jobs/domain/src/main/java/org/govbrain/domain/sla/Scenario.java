package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;
import org.jspecify.annotations.Nullable;

/**
 * A story with scripted time and what the clocks must say: an example beside a policy, or a scenario of the test suite.
 *
 * @param grid for a story of a grid instead of a case, null otherwise
 * @param news what happens, in any order
 * @param steps moments at which the clocks are read, in order
 */
public record Scenario(
        String name, ClockSubject subject, @Nullable GridSubject grid, List<News> news, List<Step> steps) {

    /** A grid and since when it is known. */
    public record GridSubject(Instant knownSince) {}

    /** An event, and when one hears of it. */
    public record News(GovernanceEvent event, Instant heardAt) {}

    /**
     * One reading.
     *
     * @param breached every clock that must be breached, and no other, as {@code clock} or {@code clock/department}; null when
     *     the step does not say
     * @param withdrawn every clock that was breached in an earlier step and must not be now; null when it does not say
     */
    public record Step(
            Instant asOf,
            List<Expected> expected,
            @Nullable List<String> breached,
            @Nullable List<String> withdrawn) {}

    /** What one clock must say; null for what the step does not say. */
    public record Expected(
            String clockId,
            @Nullable String departmentId,
            @Nullable Integer cycle,
            @Nullable Integer attempt,
            boolean absent,
            @Nullable ClockState state,
            @Nullable Instant startedAt,
            @Nullable Instant dueAt,
            @Nullable Instant stoppedAt,
            @Nullable Instant warnAt,
            @Nullable Long elapsedMs,
            @Nullable Long businessMs,
            @Nullable Long pausedMs,
            @Nullable String explains) {}

    public Scenario {
        news = List.copyOf(news);
        steps = List.copyOf(steps);
    }
}

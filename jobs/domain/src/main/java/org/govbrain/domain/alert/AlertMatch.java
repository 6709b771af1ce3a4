package org.govbrain.domain.alert;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which alerts are meant: every set that is not empty must hold the alert's value. */
public record AlertMatch(
        Set<AlertKind> kinds,
        Set<String> clocks,
        Set<Severity> severities,
        @Nullable Boolean urgent,
        Set<String> categoryGroups,
        Set<String> departments,
        Set<String> communities,
        Set<String> grids,
        Set<String> cases) {

    /** Every alert. */
    public static final AlertMatch ANY =
            new AlertMatch(Set.of(), Set.of(), Set.of(), null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public AlertMatch {
        kinds = Set.copyOf(kinds);
        clocks = Set.copyOf(clocks);
        severities = Set.copyOf(severities);
        categoryGroups = Set.copyOf(categoryGroups);
        departments = Set.copyOf(departments);
        communities = Set.copyOf(communities);
        grids = Set.copyOf(grids);
        cases = Set.copyOf(cases);
    }

    /** Whether this alert is one of them. */
    public boolean matches(Alert alert) {
        return holds(kinds, alert.kind())
                && holds(clocks, alert.clock())
                && holds(severities, alert.severity())
                && (urgent == null || urgent == alert.urgent())
                && holds(categoryGroups, alert.categoryGroup())
                && holds(departments, alert.departmentId())
                && holds(communities, alert.scene().communityId())
                && holds(grids, alert.scene().gridId())
                && (cases.isEmpty() || alert.caseIds().stream().anyMatch(cases::contains));
    }

    private static <T> boolean holds(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}

package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.jspecify.annotations.Nullable;

/**
 * A case as it was logged, as far as it matters to trips: when and where, not what became of it.
 *
 * @param buildingId the place; without one it is the position to its last digit
 * @param gridIds every grid that the case was ever in
 */
public record Logged(
        String caseId,
        Instant openedAt,
        @Nullable String buildingId,
        @Nullable Double lon,
        @Nullable Double lat,
        List<String> gridIds) {
    static final Comparator<Logged> IN_ORDER =
            Comparator.comparing(Logged::openedAt).thenComparing(Logged::caseId);

    public Logged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(openedAt, "openedAt");
        gridIds = List.copyOf(gridIds);
    }

    public static Logged of(CaseHistory history) {
        CaseHistory.View view = history.views().get(0);
        return new Logged(
                history.caseId(), history.openedAt(), view.buildingId(), view.lon(), view.lat(), history.gridIds());
    }

    static Logged of(CaseFact fact) {
        return new Logged(fact.caseId(), fact.openedAt(), fact.buildingId(), fact.lon(), fact.lat(), List.of());
    }

    /** Whether one could have gone from there to here: from another place, in at most so many hours. */
    boolean isTripFrom(Logged before, double hours) {
        return !isAt(before) && Duration.between(before.openedAt, openedAt).toMillis() <= hours * 3_600_000;
    }

    /** Whether both are at the same place. */
    boolean isAt(Logged other) {
        return Objects.equals(buildingId, other.buildingId)
                && (buildingId != null || (Objects.equals(lon, other.lon) && Objects.equals(lat, other.lat)));
    }
}

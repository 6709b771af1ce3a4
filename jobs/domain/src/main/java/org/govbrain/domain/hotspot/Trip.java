package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A case that was one trip of a shuttle: none for the rules and statistics of any grid that it was ever in.
 *
 * @param openedAt of the case
 * @param since from when that is known: the opening of the trip that made them many; null where it proved wrong
 * @param gridIds every grid that the case was ever in
 */
public record Trip(
        String caseId, Instant openedAt, @Nullable Instant since, List<String> gridIds) {
    public Trip {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(openedAt, "openedAt");
        gridIds = List.copyOf(gridIds);
    }

    /** Whether it was known at an instant. */
    public boolean isKnownAt(Instant at) {
        return since != null && !since.isAfter(at);
    }

    /** Whether it became known after one instant and until another. */
    public boolean isNewsBetween(Instant after, Instant until) {
        return isKnownAt(until) && !isKnownAt(after);
    }

    /** The same case, which is no trip. */
    public Trip withdrawn() {
        return new Trip(caseId, openedAt, null, gridIds);
    }
}

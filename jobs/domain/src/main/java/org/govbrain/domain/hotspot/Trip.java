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
 * @param fileKey whose word it is, see {@code TripFile.keyOf}: a case that proves to be another person's is told by two, and one that
 *     takes it back must not take back what the other says; null where only one can have told it
 */
public record Trip(
        String caseId,
        Instant openedAt,
        @Nullable Instant since,
        List<String> gridIds,
        @Nullable String fileKey) {
    public Trip {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(openedAt, "openedAt");
        gridIds = List.copyOf(gridIds);
    }

    /** What is known of a case by one file. */
    public Trip(String caseId, Instant openedAt, @Nullable Instant since, List<String> gridIds) {
        this(caseId, openedAt, since, gridIds, null);
    }

    /** The same as the word of a file. */
    public Trip saidBy(String key) {
        return new Trip(caseId, openedAt, since, gridIds, key);
    }

    /** Under which the newest word of its file is kept. */
    public String wordId() {
        return fileKey == null ? caseId : caseId + '\n' + fileKey;
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
        return new Trip(caseId, openedAt, null, gridIds, fileKey);
    }
}

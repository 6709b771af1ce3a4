package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What hotspots need of a case as of one instant, see {@link CaseHistory#asOf}.
 *
 * @param openedAt first event
 * @param gridId null while nobody knows where it is; it then counts nowhere
 * @param lon longitude in degrees, WGS84; null together with {@code lat}
 * @param categoryGroup group in which it counts
 * @param origin where it was first known
 * @param matter a case; false for a routine finding that no platform took up, which is patrol work: rules see it, and
 *     patrol effort, but it is not counted among the cases
 * @param cancelled cancelled, rejected, or superseded by another case
 * @param turns instants at which it ended and was reopened, in turn; an even number while it is open
 * @param reporterId code of who logged it
 */
public record CaseFact(
        String caseId,
        Instant openedAt,
        @Nullable String gridId,
        @Nullable String buildingId,
        @Nullable Double lon,
        @Nullable Double lat,
        String categoryGroup,
        @Nullable String category,
        Urgency urgency,
        Stream origin,
        boolean matter,
        boolean cancelled,
        List<Instant> turns,
        @Nullable String reporterId) {

    public CaseFact {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(categoryGroup, "categoryGroup");
        turns = List.copyOf(turns);
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException("lon and lat come together, case " + caseId);
        }
    }

    /** The same, with nothing known of when it was open: statistics don't ask for that. */
    CaseFact withoutTurns() {
        return new CaseFact(
                caseId,
                openedAt,
                gridId,
                buildingId,
                lon,
                lat,
                categoryGroup,
                category,
                urgency,
                origin,
                matter,
                cancelled,
                List.of(),
                reporterId);
    }

    /** Whether the other says the same but for when it was open. */
    public boolean isLike(CaseFact other) {
        return caseId.equals(other.caseId)
                && openedAt.equals(other.openedAt)
                && Objects.equals(gridId, other.gridId)
                && Objects.equals(buildingId, other.buildingId)
                && Objects.equals(lon, other.lon)
                && Objects.equals(lat, other.lat)
                && categoryGroup.equals(other.categoryGroup)
                && Objects.equals(category, other.category)
                && urgency == other.urgency
                && origin == other.origin
                && matter == other.matter
                && cancelled == other.cancelled
                && Objects.equals(reporterId, other.reporterId);
    }

    /** Whether it stands for something that happened at a known place. */
    public boolean stands() {
        return !cancelled && gridId != null;
    }

    /** Whether it counts among the cases. */
    public boolean counts() {
        return matter && stands();
    }

    /** Whether it was open at an instant: one that ends exactly then is no longer. */
    public boolean isOpenAt(Instant at) {
        // Asked of each case about each other one of its grid: without a stream, whose making takes longest.
        int passed = 0;
        while (passed < turns.size() && !turns.get(passed).isAfter(at)) {
            passed++;
        }
        return passed % 2 == 0;
    }

    /** The newest reopening, null without any. */
    public @Nullable Instant reopenedAt() {
        int reopenings = turns.size() / 2;
        return reopenings == 0 ? null : turns.get(2 * reopenings - 1);
    }
}

package org.govbrain.engine.patrol;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.govbrain.domain.situation.ReferenceHistory;
import org.jspecify.annotations.Nullable;

/**
 * Since when a city is watched: since the hour of its oldest event, whoever hears of it, in whatever order. An hour, so that
 * an export with the newest event first does not move it with each line. Never kept: after a start it is only told again.
 */
public final class CityBeginning {
    private List<String> gridIds;
    private @Nullable Instant since;

    public CityBeginning(ReferenceHistory history) {
        gridIds = history.gridIds();
    }

    /** What the grids must hear of another event; nothing, of nearly every one. */
    public List<PatrolInput> hear(Instant at) {
        if (since != null && !at.isBefore(since)) {
            return List.of();
        }
        since = at.truncatedTo(ChronoUnit.HOURS);
        return told();
    }

    /** What they must hear when the reference data is another: of another city, nothing is known before its own events. */
    public List<PatrolInput> turnTo(ReferenceHistory history) {
        if (history.versions().size() == 1) {
            since = null;
        }
        gridIds = history.gridIds();
        return told();
    }

    private List<PatrolInput> told() {
        Instant at = since;
        return at == null
                ? List.of()
                : gridIds.stream().map(gridId -> PatrolInput.since(gridId, at)).toList();
    }
}

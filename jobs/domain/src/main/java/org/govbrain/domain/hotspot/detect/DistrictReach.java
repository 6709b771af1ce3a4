package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Look;
import org.govbrain.domain.hotspot.Trip;
import org.jspecify.annotations.Nullable;

/** How far back the statistics of a district reach, and so what was in which of its looks. */
public final class DistrictReach {
    private DistrictReach() {}

    /**
     * Whether what happened at an instant has been counted by now, and forgotten: what is told of it later is no news, and would
     * seem to be all that there ever was.
     */
    public static boolean isOver(Instant at, Instant now, CityVersions versions) {
        return at.isBefore(now.minus(of(versions.at(now).policy())));
    }

    /** Whether statistics count a case in a district: one of the grids of the case was in it when the case was opened. */
    public static boolean isIn(int district, Instant openedAt, List<String> gridIds, CityVersions versions) {
        CityVersion then = versions.at(openedAt);
        return then.policy().statistics()
                && gridIds.stream().anyMatch(gridId -> then.city().districtOf(gridId) == district);
    }

    /** How long a district knows what happened. */
    static Duration of(HotspotPolicy policy) {
        return ofDays(policy).plusDays(policy.revision().days()).plus(repeatWindow(policy));
    }

    /** Of a look at days. */
    static Duration ofDays(HotspotPolicy policy) {
        return Duration.ofMillis(Math.round(policy.districtDays() * 86_400_000)).plusDays(1);
    }

    /** Of a look at hours. What seems to be a case may be part of a trap in the data that began a repeat window earlier. */
    static Duration ofHours(HotspotPolicy policy) {
        return Duration.ofHours(policy.scan().hours()).plus(repeatWindow(policy));
    }

    private static Duration repeatWindow(HotspotPolicy policy) {
        return Duration.ofMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
    }

    /** Whether a look that counts the case saw it otherwise, or counted it when it seemed to have opened at another instant. */
    static boolean saw(Look look, Duration reach, CaseHistory history, @Nullable CaseHistory before) {
        return (counts(look, reach, history.openedAt()) || (before != null && counts(look, reach, before.openedAt())))
                && !history.countsLike(before, look.asOf());
    }

    /** The same of a trip that is one now, or was. */
    static boolean saw(Look look, Duration reach, Trip trip, @Nullable Trip before) {
        return (counts(look, reach, trip.openedAt()) || (before != null && counts(look, reach, before.openedAt())))
                && trip.isKnownAt(look.asOf()) != (before != null && before.isKnownAt(look.asOf()));
    }

    private static boolean counts(Look look, Duration reach, Instant openedAt) {
        return look.end().isAfter(openedAt) && !look.end().minus(reach).isAfter(openedAt);
    }
}

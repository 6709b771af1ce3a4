package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.HotspotBook;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Look;
import org.govbrain.domain.hotspot.LookHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.jspecify.annotations.Nullable;

/** What is kept of the statistics of one district, beside its cases and patrols. A plain state object. */
public final class DistrictFile {
    /** About as long as the look of a full district at a day takes. */
    private static final long SECONDS_APART = 2;
    /** More districts than this begin again with the first. */
    private static final int MAX_IN_TURN = (int) (HotspotBook.DISTRICTS_APART_MS / 1000 / SECONDS_APART);

    /** Looks at days. */
    public LookHistory days = new LookHistory();

    /** Looks at hours. */
    public LookHistory hours = new LookHistory();

    /** End of the day and of the hour to close next; null while there is nothing to close. */
    public @Nullable Instant dayEnd;

    /** See {@link #dayEnd}. */
    public @Nullable Instant hourEnd;

    /** Which district it is; null of a file of before this was kept, until it hears of anything. */
    public @Nullable Integer district;

    /** The most that any of its grids knew of the city's versions. */
    public int versionsHeard;

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param said in the order of saying
     * @param grids the same in short for each grid that it is about
     * @param forgetCases ids of cases that are counted no more
     * @param forgetTrips by {@link Trip#wordId}, where it does not matter any more whether the case is a trip
     * @param forgetSteps event ids of patrol steps that are counted no more
     * @param next when the next slice closes; null when the district can be forgotten
     */
    public record Step(
            List<SaidHotspot> said,
            List<GridHotspots> grids,
            List<String> forgetCases,
            List<String> forgetTrips,
            List<String> forgetSteps,
            @Nullable Instant next) {}

    /**
     * A case is new or was corrected. That one was closed corrects nothing: only rules ask for it.
     *
     * @param before what was known of it, null for a new one
     */
    public void hear(CaseHistory history, @Nullable CaseHistory before, CityVersions versions) {
        if (before != null && history.countsLike(before)) {
            return;
        }
        days.correct(look -> DistrictReach.saw(look, DistrictReach.ofDays(policy(versions, look)), history, before));
        hours.correct(look -> DistrictReach.saw(look, DistrictReach.ofHours(policy(versions, look)), history, before));
    }

    /**
     * A case proved to be of another district, or of none.
     *
     * @param before what was known of it
     */
    public void leave(CaseHistory before, CityVersions versions) {
        // Whoever counted it would see it for the first time now.
        hear(before, null, versions);
    }

    /**
     * A case is a trip, or none any more, or was known as one earlier or later.
     *
     * @param before what was known of it, null where it was none
     */
    public void hear(Trip trip, @Nullable Trip before, CityVersions versions) {
        days.correct(look -> DistrictReach.saw(look, DistrictReach.ofDays(policy(versions, look)), trip, before));
        hours.correct(look -> DistrictReach.saw(look, DistrictReach.ofHours(policy(versions, look)), trip, before));
    }

    /** A patrol step is new. */
    public void hear(EffortStep step, CityVersions versions) {
        days.correct(look -> !step.at().isAfter(look.asOf())
                && !look.end()
                        .minus(DistrictReach.ofDays(policy(versions, look)))
                        .isAfter(step.at()));
    }

    /** Versions are in force since an instant of which nothing was known: slices that ended since were looked at without them. */
    public void hearOfVersions(Instant since) {
        days.correct(look -> look.end().isAfter(since));
        hours.correct(look -> look.end().isAfter(since));
    }

    /**
     * Sees to it that the slices of something that happened close in their turn, also if what is known already happened later: of
     * what comes in several ways, some is ahead of event time.
     *
     * @param reached the instant that event time has reached as far as is known: what closed by then stays closed
     * @return whether a slice closes earlier than was to be expected
     */
    public boolean beginWith(Instant at, Instant reached, int district, CityVersions versions) {
        if (dayEnd == null || hourEnd == null) {
            return false;
        }
        Instant open = reached.minus(versions.at(reached).policy().lateness()).minus(turn(district));
        Instant from = at.isAfter(open) ? at : open;
        Instant day = GridFile.midnightAfter(from, versions.at(from).city().zone());
        Instant hour = hourAfter(from);
        boolean earlier = day.isBefore(dayEnd) || hour.isBefore(hourEnd);
        dayEnd = day.isBefore(dayEnd) ? day : dayEnd;
        hourEnd = hour.isBefore(hourEnd) ? hour : hourEnd;
        return earlier;
    }

    private static HotspotPolicy policy(CityVersions versions, Look look) {
        return versions.before(look.end()).policy();
    }

    /**
     * When the next slice closes: so long after its end that what is a little late is in it. One district looks after the
     * other, so that those of a large city do not hold up their task all at once.
     */
    private @Nullable Instant next(int district, CityVersions versions) {
        if (dayEnd == null || hourEnd == null) {
            return null;
        }
        Instant end = dayEnd.isBefore(hourEnd) ? dayEnd : hourEnd;
        return end.plus(versions.before(end).policy().lateness()).plus(turn(district));
    }

    private static Duration turn(int district) {
        return Duration.ofSeconds(SECONDS_APART * (Math.max(0, district) % MAX_IN_TURN));
    }

    static Instant hourAfter(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /**
     * Closes every slice that is due by now.
     *
     * @param district which one it is, -1 for that of grids that the city does not know
     * @param trips what is known of trips among the cases, see {@link TripFile}
     * @param atEnd whether now is the end of all input: slices that have ended by then close without waiting for what is
     *     late, and everything is said once more
     */
    public Step advance(
            int district,
            CityVersions versions,
            Collection<CaseHistory> cases,
            Collection<Trip> trips,
            Collection<EffortStep> steps,
            Instant now,
            boolean atEnd) {
        DistrictRound round = new DistrictRound(this, district, versions, cases, trips, steps);
        round.begin();
        for (Instant next = next(district, versions);
                next != null && !next.isAfter(now);
                next = next(district, versions)) {
            round.closeNext(next);
        }
        if (atEnd && dayEnd != null && hourEnd != null) {
            round.closeRest(now);
        }
        return round.step(next(district, versions));
    }
}

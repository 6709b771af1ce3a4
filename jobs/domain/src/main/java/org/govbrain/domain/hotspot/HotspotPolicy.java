package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.govbrain.domain.hotspot.detect.SequenceRule;

/**
 * All that can be set about hotspots.
 *
 * @param version names this policy in documents and tests
 * @param latenessMinutes a slice closes so long after its end; what comes later is a revision
 * @param revision how long closed slices are corrected
 * @param statistics whether districts are looked at, each hour and each day; rules see what is in a grid all the same
 * @param uncountedCategories categories that are no matter of governance, such as shuttles of a vehicle: noted, not
 *     counted
 */
public record HotspotPolicy(
        String version,
        int latenessMinutes,
        Revision revision,
        boolean statistics,
        Repeat repeat,
        List<SequenceRule> sequences,
        Daily daily,
        Scan scan,
        NearRepeat nearRepeat,
        Quality quality,
        List<String> uncountedCategories)
        implements Serializable {

    /**
     * How long a look at a closed slice is repeated when what it saw is corrected. What is known only later changes looks
     * from then on, and older ones no more.
     *
     * @param days of looks at days, and of what rules see
     * @param hours of looks at hours
     */
    public record Revision(int days, int hours) implements Serializable {}

    /**
     * Repeat places.
     *
     * @param levels cases in the window from which each level of the pattern begins, ascending
     * @param radiusM cases without a building are one place within it
     * @param pageCases fewer cases of one category group in the window are for the dashboard, however improbable
     * @param baseDays before the window, from which it is known how many cases a place has otherwise
     */
    public record Repeat(double windowDays, List<Integer> levels, double radiusM, int pageCases, double baseDays)
            implements Serializable {
        public Repeat {
            levels = List.copyOf(levels);
        }
    }

    /**
     * Detectors on daily counts.
     *
     * @param slices days in the rolling cube of Gi* and the emerging patterns
     * @param minSlices fewer days of data say nothing
     * @param minCases a group with fewer cases in the cube is left out
     * @param alpha rate of false discoveries
     * @param minSigma floor of the standard deviation of EARS
     * @param cusumRise the rise of the daily mean that CUSUM looks for, as a factor
     * @param cusumLimit CUSUM's h
     */
    public record Daily(
            int slices, int minSlices, int minCases, double alpha, double minSigma, double cusumRise, double cusumLimit)
            implements Serializable {}

    /**
     * Space-time scans.
     *
     * @param days days in the daily scan
     * @param maxDays longest window of it
     * @param hours hours in the hourly scan
     * @param maxHours longest window of it
     * @param radiusM largest circle
     * @param maxGrids most grids in a circle
     * @param replicas drawn cities
     * @param alpha clusters are told that chance makes in at most this share of the looks
     * @param pageDays clusters, and repeat places, are paged from this recurrence interval on
     */
    public record Scan(
            int days,
            int maxDays,
            int hours,
            int maxHours,
            double radiusM,
            int maxGrids,
            int replicas,
            double alpha,
            double pageDays)
            implements Serializable {}

    /**
     * Near repeats.
     *
     * @param distanceM close in space
     * @param days close in time, and how long the risk lasts
     * @param historyDays cases that the ratio is reckoned from
     */
    public record NearRepeat(double distanceM, double days, double historyDays, double alpha) implements Serializable {}

    /**
     * Traps in the data.
     *
     * @param defaultPointCases so many cases at one exact position in the repeat window are a default point
     * @param burstSeconds cases logged by one person at most so far apart are one burst
     * @param burstCases fewest cases of a burst
     * @param shuttleTrips so many records of one person and category, to and fro between two places, are a shuttle's
     * @param shuttleHours longest break between two of them
     */
    public record Quality(
            int defaultPointCases, double burstSeconds, int burstCases, int shuttleTrips, double shuttleHours)
            implements Serializable {}

    /** What holds where a city says nothing. */
    public static final HotspotPolicy DEFAULT = new HotspotPolicy(
            "default-1",
            10,
            new Revision(2, 6),
            true,
            new Repeat(7.0, List.of(3, 5), 30.0, 5, 14.0),
            SequenceRule.DEFAULTS,
            new Daily(24, 10, 10, 0.05, 1.0, 1.5, 6.0),
            new Scan(60, 7, 168, 6, 2000.0, 40, 999, 0.05, 100.0),
            new NearRepeat(200.0, 14.0, 90.0, 0.01),
            new Quality(30, 5.0, 3, 6, 4.0),
            List.of());

    public HotspotPolicy {
        sequences = List.copyOf(sequences);
        uncountedCategories = List.copyOf(uncountedCategories);
    }

    public Duration lateness() {
        return Duration.ofMinutes(latenessMinutes);
    }

    /** How far a district looks back, in days. */
    public double districtDays() {
        return Math.max(Math.max(daily.slices(), scan.days()), Math.max(scan.hours() / 24.0, nearRepeat.historyDays()));
    }

    /**
     * How far the rules of a grid look back, in days: twice their window, so that what is a trap in the data is known for
     * one as long as it is in a window, and as far as is asked how many cases a place has otherwise.
     */
    public double gridDays() {
        double sequenceDays =
                sequences.stream().mapToDouble(SequenceRule::withinHours).max().orElse(0.0) / 24.0;
        return Math.max(2.0 * Math.max(repeat.windowDays(), sequenceDays), repeat.windowDays() + repeat.baseDays());
    }
}

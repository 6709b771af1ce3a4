package org.govbrain.domain.hotspot.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the 17 patterns a history of hot, cold and plain slices has: the first rule that fits.
 *
 * <p>Source: Esri, "How Emerging Hot Spot Analysis works", current wording. The rules are written for hot spots and hold
 * for cold ones with the signs turned round. Where Esri's text lets two rules fit, the order decides; it is the caller's.
 *
 * @param rules in order of precedence
 * @param alpha a trend with p below it is a trend
 */
public record EmergingRules(List<Rule> rules, double alpha) {
    private static final Rule NEW = new Rule(EmergingPattern.NEW_HOT, true, null, true, 1, 1, null, null);
    private static final Rule CONSECUTIVE =
            new Rule(EmergingPattern.CONSECUTIVE_HOT, true, false, true, 2, Integer.MAX_VALUE, null, null);
    private static final Rule INTENSIFYING = mostly(EmergingPattern.INTENSIFYING_HOT, true, 1);
    private static final Rule DIMINISHING = mostly(EmergingPattern.DIMINISHING_HOT, true, -1);
    private static final Rule HISTORICAL = mostly(EmergingPattern.HISTORICAL_HOT, false, null);
    private static final Rule PERSISTENT = mostly(EmergingPattern.PERSISTENT_HOT, true, 0);
    private static final Rule OSCILLATING = seldom(EmergingPattern.OSCILLATING_HOT, true);
    private static final Rule SPORADIC = seldom(EmergingPattern.SPORADIC_HOT, false);

    /** Esri's order of the list, so that a first hot slice after cold ones is "new". */
    public static final EmergingRules LIST_ORDER = new EmergingRules(
            List.of(NEW, CONSECUTIVE, INTENSIFYING, DIMINISHING, HISTORICAL, PERSISTENT, OSCILLATING, SPORADIC), 0.05);

    /** A first hot slice after cold ones is "oscillating", as in R's package sfdep. */
    public static final EmergingRules OSCILLATING_FIRST = new EmergingRules(
            List.of(OSCILLATING, NEW, CONSECUTIVE, INTENSIFYING, DIMINISHING, HISTORICAL, PERSISTENT, SPORADIC), 0.05);

    public EmergingRules {
        rules = List.copyOf(rules);
    }

    /**
     * One rule; what is null may be anything.
     *
     * @param lastHot the last slice is hot
     * @param mostlyHot at least 90 % of the slices are hot
     * @param neverBefore no slice is hot but those of the run at the end
     * @param minRun hot slices in the run at the end
     * @param maxRun hot slices in the run at the end
     * @param everCold some slice is cold
     * @param trend 1 a rise of intensity, -1 a fall, 0 neither
     */
    public record Rule(
            EmergingPattern pattern,
            @Nullable Boolean lastHot,
            @Nullable Boolean mostlyHot,
            @Nullable Boolean neverBefore,
            int minRun,
            int maxRun,
            @Nullable Boolean everCold,
            @Nullable Integer trend) {

        private boolean fits(History history) {
            return same(lastHot, history.run > 0)
                    && same(mostlyHot, history.mostlyHot())
                    && same(neverBefore, history.run == history.hot)
                    && history.run >= minRun
                    && history.run <= maxRun
                    && same(everCold, history.cold > 0)
                    && same(trend, history.trend);
        }

        private static <T> boolean same(@Nullable T wanted, T is) {
            return wanted == null || wanted.equals(is);
        }
    }

    private static Rule mostly(EmergingPattern pattern, boolean lastHot, @Nullable Integer trend) {
        return new Rule(pattern, lastHot, true, null, 0, Integer.MAX_VALUE, null, trend);
    }

    private static Rule seldom(EmergingPattern pattern, boolean everCold) {
        return new Rule(pattern, true, false, null, 1, Integer.MAX_VALUE, everCold, null);
    }

    /**
     * The pattern of one place.
     *
     * @param bins 1 hot, -1 cold, 0 neither, oldest first
     * @param trendZ Mann-Kendall's z of the place's Gi* scores
     * @param trendP its p
     */
    public EmergingPattern patternOf(int[] bins, double trendZ, double trendP) {
        int trend = trendP < alpha ? (int) Math.signum(trendZ) : 0;
        History hot = History.of(bins, 1, trend);
        History cold = History.of(bins, -1, -trend);
        for (Rule rule : rules) {
            if (rule.fits(hot)) {
                return rule.pattern();
            }
            if (rule.fits(cold)) {
                return rule.pattern().mirror();
            }
        }
        return EmergingPattern.NONE;
    }

    /** What the rules ask of a history, seen from one sign. */
    private record History(int slices, int hot, int cold, int run, int trend) {
        static History of(int[] bins, int sign, int trend) {
            int hot = 0;
            int cold = 0;
            int run = 0;
            for (int bin : bins) {
                hot += bin == sign ? 1 : 0;
                cold += bin == -sign ? 1 : 0;
                run = bin == sign ? run + 1 : 0;
            }
            return new History(bins.length, hot, cold, run, trend);
        }

        /** In whole numbers: 0.9 times 10 slices is not exactly 9 in floating point. */
        boolean mostlyHot() {
            return hot > 0 && 10 * hot >= 9 * slices;
        }
    }
}

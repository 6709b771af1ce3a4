package org.govbrain.domain.situation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One grid now. */
public record GridSituation(
        String gridId,
        GridProfile profile,
        Light light,
        long openCases,
        long overdueCases,
        long warnedCases,
        long casesToday,
        @Nullable Instant lastPatrolAt,
        @Nullable Instant lastChangeAt,
        long revision) {

    /** 0 to 100: an overdue case weighs 20, one close to its deadline 5, any other open one 1. */
    public double risk() {
        return Math.min(100, 20.0 * overdueCases + 5.0 * warnedCases + (openCases - overdueCases - warnedCases));
    }

    /** How the risk came about, in words that a query can group by. */
    public String riskParts() {
        return "overdue=" + overdueCases + " warned=" + warnedCases + " open=" + openCases;
    }
}

package org.govbrain.domain.situation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much a grid needs somebody, 0 to 100, and what it is made of. It ranks grids and is no probability; docs/HOTSPOTS.md
 * tells the weights. Each part has a ceiling, so that none hides the others.
 *
 * @param overdue 20 for each case past a deadline, at most 60
 * @param warned 5 for each case close to one, at most 20
 * @param open 1 for each other open case, at most 10
 * @param hotspots 10 for each active hotspot that is worth a page, 3 for each other, at most 20
 * @param nearRepeat 5 while another case nearby is likelier than by chance
 * @param patrolGap 2 for each whole day without a patrol after the first, at most 10; 10 where none is known
 */
public record Risk(double overdue, double warned, double open, double hotspots, double nearRepeat, double patrolGap) {

    /** From so many days without a patrol on another one makes no difference. */
    static final int PATROL_GAP_DAYS = 6;

    static double overdue(long cases) {
        return Math.min(60.0, 20.0 * (double) cases);
    }

    static double warned(long cases) {
        return Math.min(20.0, 5.0 * (double) cases);
    }

    static double open(long cases) {
        return Math.min(10.0, (double) cases);
    }

    static double hotspots(int pageable, int others) {
        return Math.min(20.0, 10.0 * pageable + 3.0 * others);
    }

    static double nearRepeat(boolean atRisk) {
        return atRisk ? 5.0 : 0.0;
    }

    static double patrolGap(@Nullable Long days) {
        return days == null ? 10.0 : Math.min(10.0, 2.0 * (double) Math.max(0, days - 1));
    }

    /** All parts together, 0 to 100. */
    public double total() {
        return Math.min(100.0, overdue + warned + open + hotspots + nearRepeat + patrolGap);
    }

    /** The parts, in words that a query can group by. */
    public String parts() {
        return String.format(
                Locale.ROOT,
                "overdue=%.0f warned=%.0f open=%.0f hotspots=%.0f near_repeat=%.0f patrol_gap=%.0f",
                overdue,
                warned,
                open,
                hotspots,
                nearRepeat,
                patrolGap);
    }
}

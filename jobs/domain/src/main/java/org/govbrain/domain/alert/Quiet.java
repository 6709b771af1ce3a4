package org.govbrain.domain.alert;

import java.util.Collection;
import java.util.List;

/** Which pages of a group are kept quiet at one instant, and by which others. */
final class Quiet {
    private final long now;
    private final List<Inhibition> inhibitions;

    Quiet(long now, List<Inhibition> inhibitions) {
        this.now = now;
        this.inhibitions = inhibitions;
    }

    /**
     * Whether something graver about the same case, or doubt, keeps it quiet. What is quiet itself keeps nobody quiet. What ended
     * the graver one may have ended this one too and says so in another record, which may come later: until this one tells of as
     * much of its case, it stays quiet.
     */
    void hold(PageState page, List<PageState> pages) {
        String holder = page.alert.unconfirmed() == null ? null : "unconfirmed: " + page.alert.unconfirmed();
        for (Inhibition inhibition : inhibitions) {
            for (PageState other : pages) {
                if (holder == null && other.heldBy == null && holds(inhibition, other, page)) {
                    holder = inhibitedBy(other, inhibition);
                }
            }
        }
        if (holder == null && page.heldBy != null) {
            // The time of its quiet is no delay.
            page.nextAt = Math.max(page.nextAt, now);
        }
        page.heldBy = holder;
    }

    private static boolean holds(Inhibition inhibition, PageState other, PageState page) {
        return inhibition.holds(other.alert, page.alert)
                || (other.alert.tellsMoreThan(page.alert)
                        && inhibitedBy(other, inhibition).equals(page.heldBy));
    }

    private static String inhibitedBy(PageState other, Inhibition inhibition) {
        return inhibitedBy(other) + inhibition.id() + ")";
    }

    private static String inhibitedBy(PageState other) {
        return "inhibited by " + other.alert.dedupKey() + " (";
    }

    /** Whether such an alert keeps others quiet. */
    boolean isKeptBy(Alert alert) {
        return inhibitions.stream().anyMatch(each -> each.source().matches(alert));
    }

    /** Whether a page that is still to be told was last kept quiet by this one. */
    boolean hasHeld(PageState page, Collection<PageState> pages) {
        return pages.stream()
                .anyMatch(each ->
                        each.phase.isLive() && String.valueOf(each.heldBy).startsWith(inhibitedBy(page)));
    }
}

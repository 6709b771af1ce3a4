package org.govbrain.domain.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of a group are kept quiet at one instant, and by which others. A busy group keeps hundreds of pages for a
 * day, so none is compared with all.
 */
final class Quiet {
    private static final String INHIBITED_BY = "inhibited by ";
    private static final String RULE = " (";

    private final long now;
    private final List<Inhibition> inhibitions;
    private final Map<String, PageState> byKey = new HashMap<>();
    private final Map<String, List<PageState>> byCase = new HashMap<>();
    private final Set<String> looked = new HashSet<>();
    private @Nullable Set<String> holders;

    /**
     * Looks at one instant.
     *
     * @param pages every page of the group, in the order of their keys
     */
    Quiet(long now, List<Inhibition> inhibitions, List<PageState> pages) {
        this.now = now;
        this.inhibitions = inhibitions;
        for (PageState page : pages) {
            byKey.put(page.alert.dedupKey(), page);
            page.alert
                    .caseIds()
                    .forEach(caseId -> byCase.computeIfAbsent(caseId, id -> new ArrayList<>())
                            .add(page));
        }
    }

    /**
     * Whether something graver about the same case, or doubt, keeps it quiet. What is quiet itself keeps nobody quiet. What ended
     * the graver one may have ended this one too and says so in another record, which may come later: until this one tells of as
     * much of its case, it stays quiet.
     */
    void hold(PageState page) {
        if (!page.phase.isLive() || page.plan == null || !looked.add(page.alert.dedupKey())) {
            return;
        }
        String holder = page.alert.unconfirmed() == null ? null : "unconfirmed: " + page.alert.unconfirmed();
        Collection<PageState> possible = possibleHolders(page);
        for (Inhibition inhibition : inhibitions) {
            for (PageState other : possible) {
                if (holder == null && holds(inhibition, other, page)) {
                    // Whether that one is quiet by now, whatever the order of their keys.
                    hold(other);
                    holder = other.heldBy == null ? inhibitedBy(other, inhibition) : null;
                }
            }
        }
        if (holder == null && page.isSilenced() && now < page.nextAt) {
            // Whether the silence goes on is looked at when it is time: until then no news of others ends it.
            return;
        }
        if (holder == null && page.heldBy != null) {
            // The time of its quiet is no delay.
            page.nextAt = Math.max(page.nextAt, now);
        }
        page.heldBy = holder;
    }

    /** Those about one of its cases, and the one that held it, in the order of their keys. */
    private Collection<PageState> possibleHolders(PageState page) {
        TreeMap<String, PageState> possible = new TreeMap<>();
        for (String caseId : page.alert.caseIds()) {
            byCase.getOrDefault(caseId, List.of()).forEach(each -> possible.put(each.alert.dedupKey(), each));
        }
        PageState last = byKey.get(holderOf(page));
        if (last != null) {
            possible.put(last.alert.dedupKey(), last);
        }
        return possible.values();
    }

    private static boolean holds(Inhibition inhibition, PageState other, PageState page) {
        return inhibition.holds(other.alert, page.alert)
                || (other.alert.tellsMoreThan(page.alert)
                        && inhibitedBy(other, inhibition).equals(page.heldBy));
    }

    private static String inhibitedBy(PageState other, Inhibition inhibition) {
        return INHIBITED_BY + other.alert.dedupKey() + RULE + inhibition.id() + ")";
    }

    /** Key of the page that held this one last; empty of one that no page held. */
    private String holderOf(PageState page) {
        String heldBy = page.heldBy;
        if (heldBy == null || !heldBy.startsWith(INHIBITED_BY)) {
            return "";
        }
        return inhibitions.stream()
                .map(each -> RULE + each.id() + ")")
                .filter(heldBy::endsWith)
                .map(rule -> heldBy.substring(INHIBITED_BY.length(), heldBy.length() - rule.length()))
                .filter(byKey::containsKey)
                .findFirst()
                .orElse("");
    }

    /** Whether such an alert keeps others quiet. */
    boolean isKeptBy(Alert alert) {
        return inhibitions.stream().anyMatch(each -> each.source().matches(alert));
    }

    /** Whether a page that is still to be told was last kept quiet by this one; asked when each page has been looked at. */
    boolean hasHeld(PageState page) {
        if (holders == null) {
            Set<String> found = new HashSet<>();
            byKey.values().stream().filter(each -> each.phase.isLive()).forEach(each -> found.add(holderOf(each)));
            holders = found;
        }
        return holders.contains(page.alert.dedupKey());
    }
}

package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One look at a group at one instant: settles what was heard, then lets the chains go on that are due. */
final class PagingRound {
    /** How long an ended page is kept whole, for late answers and receipts. */
    private static final long ENDED_WHOLE_MS = Duration.ofHours(24).toMillis();

    /** How long what no rule pages is kept while it is open. */
    private static final long UNTOLD_MS = Duration.ofDays(31).toMillis();

    /**
     * How long it is remembered that there was a page: longer than any case may still be corrected, and longer than delivery knows a
     * message, since one whose name it knows it does not send again.
     */
    private static final long ENDED_NUMBER_MS = Duration.ofDays(32).toMillis();

    private final String groupKey;
    private final GroupState group;
    private final PagingBook book;
    private final long now;
    private final Decision decision = new Decision();
    private final PageLines lines;
    private final Chain chain;
    private final Receipts receipts;
    private final Answers answers;

    PagingRound(String groupKey, GroupState group, PagingBook book) {
        this.groupKey = groupKey;
        this.group = group;
        this.book = book;
        this.now = group.clock;
        this.lines = new PageLines(book.roster().version(), now);
        this.chain = new Chain(groupKey, group, book, decision, lines);
        this.receipts = new Receipts(group, decision, lines, chain);
        this.answers = new Answers(now, decision, lines, chain);
    }

    Decision run() {
        receipts.settle();
        if (!group.receipts.isEmpty()) {
            inOrder().forEach(this::goOnFromKilled);
            receipts.settle();
        }
        for (PageState page : inOrder()) {
            if (!page.alert.follower()) {
                settle(reopened(page));
            }
        }
        List<PageState> pages = inOrder();
        Quiet quiet = new Quiet(now, book.policy().inhibitions(), pages);
        pages.forEach(quiet::hold);
        for (PageState page : pages) {
            if (page.phase.isLive() && page.plan != null && page.nextAt <= now && page.heldBy == null) {
                chain.step(page);
            }
        }
        if (group.releaseAt <= now) {
            group.releaseAt = 0;
        }
        changeShift(pages);
        // What is told again after a crash is sent already: its receipt may have come first.
        receipts.settle();
        pages.forEach(this::passOnUndeliverable);
        pages.forEach(page -> finish(page, quiet));
        group.over.values().removeIf(each -> leavesAt(each) <= now);
        group.over.values().forEach(each -> decision.askAgain(leavesAt(each)));
        group.ended.values().removeIf(each -> each.at + ENDED_NUMBER_MS <= now);
        group.ended.values().forEach(each -> decision.askAgain(each.at + ENDED_NUMBER_MS));
        return decision;
    }

    private List<PageState> inOrder() {
        List<PageState> pages = new ArrayList<>(group.pages.values());
        pages.sort(Comparator.comparing((PageState page) -> page.alert.dedupKey()));
        return pages;
    }

    /**
     * A run that was killed may have ended this page and begun the next episode: its messages name that. So it is gone on with, or nobody
     * would know whom they told, and what was answered to them.
     */
    private void goOnFromKilled(PageState page) {
        PageState last = page;
        String next = PageId.of(groupKey, last.alert.dedupKey(), last.episode + 1);
        while (receipts.tellOf(next)) {
            if (last.phase.isLive()) {
                if (last.plan == null) {
                    takeUp(last);
                }
                chain.end(last, PagePhase.RESOLVED, null);
                decision.note(lines.page(last));
            }
            last = follow(last);
            last.wasOpen = true;
            next = PageId.of(groupKey, last.alert.dedupKey(), last.episode + 1);
        }
    }

    private PageState follow(PageState page) {
        group.over.put(page.pageId, page);
        PageState next = new PageState(groupKey, page.alert, page.episode + 1);
        group.pages.put(page.alert.dedupKey(), next);
        receipts.bringAnswers();
        return next;
    }

    /** What is sent again after a crash may be known by then to have reached nobody; no other receipt of it will come. */
    private void passOnUndeliverable(PageState page) {
        PagePlan plan = page.plan;
        if (plan == null || !page.phase.isLive() || page.heldBy != null) {
            return;
        }
        for (int level = page.level; level <= plan.lastLevel(); level++) {
            chain.giveUpUndeliverable(page, plan);
            if (page.nextAt > now) {
                return;
            }
            chain.step(page);
            receipts.settle();
        }
    }

    /** Of what is over; a gap has no end of its own. */
    private static long leavesAt(PageState page) {
        return Math.max(page.openedAt, page.endedAt) + ENDED_WHOLE_MS;
    }

    /** The page itself, or the next episode of one that had ended while its alert is open again. */
    private PageState reopened(PageState page) {
        boolean returns = switch (page.phase) {
            case RESOLVED, WITHDRAWN -> page.alert.isOpen();
            case CLOSED_BY_OFFICER ->
                page.alert.isOpen()
                        && (page.nextAt <= now || page.alert.severity().compareTo(page.severity) > 0);
            case WAITING, OPEN, ACKNOWLEDGED, UNANSWERED -> false;
        };
        if (!returns) {
            return page;
        }
        return follow(page);
    }

    private void settle(PageState page) {
        if (!page.phase.isLive()) {
            answers.ignore(page);
            return;
        }
        if (!page.alert.isOpen()) {
            if (page.plan == null && page.wasOpen) {
                takeUp(page);
            }
            boolean resolved = page.alert.state() == AlertState.RESOLVED;
            chain.end(page, resolved ? PagePhase.RESOLVED : PagePhase.WITHDRAWN, null);
            return;
        }
        if (page.openedAt == 0) {
            page.openedAt = now;
        }
        plan(page);
        if (page.plan != null) {
            answers.settle(page, page.plan);
            if (page.phase == PagePhase.ACKNOWLEDGED && page.alert.facts() > page.factsSeen) {
                page.factsSeen = page.alert.facts();
                page.nextAt = now + page.plan.ackTimeoutMs();
            }
            chain.giveUpUndeliverable(page, page.plan);
        }
    }

    /**
     * What was open and is over before anybody decided on it was decided on by a run that was killed, if the policy pages it: its
     * document is written as it is now, and whom that run told hears of the end as soon as a receipt says so.
     */
    private void takeUp(PageState page) {
        book.policy().planFor(page.alert).ifPresent(plan -> {
            page.plan = plan;
            page.severity = page.alert.severity();
            page.openedAt = now;
        });
    }

    /** The plan of the first moment, and a new one only when the alert becomes graver. */
    private void plan(PageState page) {
        Optional<PagePlan> fresh = book.policy().planFor(page.alert);
        PagePlan kept = page.plan;
        if (fresh.isEmpty()) {
            return;
        }
        boolean graver = kept != null
                && (page.alert.severity().compareTo(page.severity) > 0
                        || (fresh.get().emergency() && !kept.emergency()));
        if (kept != null && !graver) {
            return;
        }
        page.plan = fresh.get();
        page.severity = page.alert.severity();
        if (page.lastAsked() == null) {
            wait(page, fresh.get());
            return;
        }
        page.phase = PagePhase.OPEN;
        page.acknowledgedAt = 0;
        page.acknowledgedBy = null;
        page.answersFrom = now;
        page.nextPurpose = Purpose.RAISED;
        page.nextAt = now;
        page.bundle = page.pageId;
    }

    /** An emergency goes at once. Others of a group wait for each other, until the first of them has waited long enough. */
    private void wait(PageState page, PagePlan plan) {
        if (plan.emergency() || plan.waitMs() == 0) {
            page.nextAt = now;
            page.bundle = page.pageId;
            return;
        }
        if (group.releaseAt <= now) {
            group.releaseAt = now + plan.waitMs();
        }
        page.nextAt = Math.min(group.releaseAt, now + plan.waitMs());
        page.bundle = groupKey + "|" + page.nextAt;
    }

    private void changeShift(List<PageState> pages) {
        if (group.shiftAt != 0 && group.shiftAt <= now) {
            pages.stream()
                    .filter(page -> page.phase.isLive() && page.heldBy == null && page.plan != null)
                    .forEach(page -> chain.handOver(page, page.plan));
            group.shiftAt = 0;
        }
        if (group.shiftAt == 0) {
            group.shiftAt = book.roster().nextChange(Instant.ofEpochMilli(now)).toEpochMilli();
        }
    }

    /**
     * What no rule pages is kept while it is open, and not for ever: a feedback that nobody ever gives would
     * else stay. Only what keeps others quiet stays until it is over and they have heard.
     */
    private void finishUntold(PageState page, Quiet quiet) {
        page.openedAt = page.openedAt == 0 ? now : page.openedAt;
        boolean inhibits = quiet.isKeptBy(page.alert);
        long leavesAt = page.openedAt + UNTOLD_MS;
        boolean over = !page.alert.isOpen() && !quiet.hasHeld(page);
        if (over || (!inhibits && leavesAt <= now)) {
            group.pages.remove(page.alert.dedupKey());
        } else if (!inhibits) {
            decision.askAgain(leavesAt);
        }
    }

    private void finish(PageState page, Quiet quiet) {
        boolean live = page.phase.isLive();
        boolean returns = page.phase == PagePhase.CLOSED_BY_OFFICER && page.alert.isOpen();
        if (page.plan == null) {
            finishUntold(page, quiet);
            return;
        }
        page.forgetBefore(now - ENDED_WHOLE_MS);
        if (live) {
            decision.askAgain(group.shiftAt);
        }
        if ((live && (page.heldBy == null || page.isSilenced())) || returns) {
            decision.askAgain(page.nextAt);
        }
        if (!live && !returns) {
            if (page.endedAt + ENDED_WHOLE_MS <= now) {
                GroupState.Ended ended = new GroupState.Ended();
                ended.episode = page.episode;
                ended.at = page.endedAt;
                group.ended.put(page.alert.dedupKey(), ended);
                group.pages.remove(page.alert.dedupKey());
                return;
            }
            decision.askAgain(page.endedAt + ENDED_WHOLE_MS);
        }
        String says = String.join(
                "|",
                PageLines.state(page),
                String.valueOf(page.heldBy),
                String.valueOf(page.level),
                String.valueOf(page.told.size()),
                String.valueOf(page.nextAt),
                String.valueOf(page.acknowledgedBy),
                page.severity.word());
        if (!says.equals(page.said)) {
            page.said = says;
            decision.note(lines.page(page));
        }
    }
}

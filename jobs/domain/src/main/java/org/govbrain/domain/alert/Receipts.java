package org.govbrain.domain.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings receipts to their messages and answers to their pages, whatever came first. A receipt of a message that nobody here remembers is of one that was
 * sent between the last checkpoint and a crash: the message is remembered from it, so that the step is not taken again and who was told
 * hears of the end.
 */
final class Receipts {
    /** After a start a receipt or an answer may be read before the news of its page; so long it waits. */
    private static final long KEPT_MS = Duration.ofMinutes(10).toMillis();

    private final GroupState group;
    private final Decision decision;
    private final PageLines lines;
    private final Chain chain;

    Receipts(GroupState group, Decision decision, PageLines lines, Chain chain) {
        this.group = group;
        this.decision = decision;
        this.lines = lines;
        this.chain = chain;
    }

    void settle() {
        List<Receipt> unknown = new ArrayList<>();
        for (Receipt receipt : group.receipts) {
            if (!isSettled(receipt)) {
                unknown.add(receipt);
            }
        }
        bringAnswers();
        if (group.receiptsUntil == 0) {
            group.receiptsUntil = group.clock + KEPT_MS;
        } else if (group.receiptsUntil <= group.clock) {
            unknown.clear();
            group.answers.clear();
        }
        if (unknown.isEmpty() && group.answers.isEmpty()) {
            group.receiptsUntil = 0;
        } else {
            decision.askAgain(group.receiptsUntil);
        }
        group.receipts = unknown;
    }

    /** Of those that wait for their page: one that has just begun must hear of its answers before anybody is told. */
    void bringAnswers() {
        group.answers.removeIf(this::isBrought);
    }

    private boolean isBrought(Answer answer) {
        PageState page = group.find(answer.pageId());
        if (page != null) {
            Answer.add(page.answers, answer);
        }
        return page != null || group.over.containsKey(answer.pageId());
    }

    /** Whether a message of this page is known to have been sent, though nobody here knows the page. */
    boolean tellOf(String pageId) {
        return group.receipts.stream().anyMatch(each -> each.pageId().equals(pageId) && wasSent(each));
    }

    private boolean isSettled(Receipt receipt) {
        PageState page = page(receipt.pageId());
        if (page == null) {
            return false;
        }
        int at = indexOf(page, receipt);
        if (at < 0 && wasSent(receipt)) {
            StepId.parse(page.pageId, receipt.deliveryId()).ifPresent(step -> chain.recall(page, step, receipt));
            at = indexOf(page, receipt);
        }
        if (at < 0) {
            return false;
        }
        Told told = page.told.get(at).with(receipt);
        page.told.set(at, told);
        decision.note(lines.receipt(page, receipt, told));
        decision.note(lines.step(page, told));
        return true;
    }

    private static boolean wasSent(Receipt receipt) {
        return switch (receipt.state()) {
            case SENT, DELIVERED, READ -> true;
            case QUEUED, FAILED, DROPPED -> false;
        };
    }

    private @Nullable PageState page(String pageId) {
        PageState page = group.find(pageId);
        return page == null ? group.over.get(pageId) : page;
    }

    private static int indexOf(PageState page, Receipt receipt) {
        for (int i = 0; i < page.told.size(); i++) {
            if (page.told.get(i).deliveryId().equals(receipt.deliveryId())) {
                return i;
            }
        }
        return -1;
    }
}

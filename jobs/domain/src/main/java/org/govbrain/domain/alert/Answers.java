package org.govbrain.domain.alert;

import org.jspecify.annotations.Nullable;

/** What officers' answers do to their pages at one instant. */
final class Answers {
    private final long now;
    private final Decision decision;
    private final PageLines lines;
    private final Chain chain;

    Answers(long now, Decision decision, PageLines lines, Chain chain) {
        this.now = now;
        this.decision = decision;
        this.lines = lines;
        this.chain = chain;
    }

    /** Of all answers the last in time is in force, in whatever order they arrive. */
    void settle(PageState page, PagePlan plan) {
        Answer last = lastUnsettled(page);
        if (last == null) {
            return;
        }
        page.settledAnswer = last.eventId();
        boolean counts = last.at().toEpochMilli() >= page.answersFrom;
        if (counts) {
            if (last.action() != Answer.Action.ESCALATE) {
                markAnswered(page, last);
            }
            switch (last.action()) {
                case ACK -> {
                    page.heldBy = page.isSilenced() ? null : page.heldBy;
                    page.phase = PagePhase.ACKNOWLEDGED;
                    page.acknowledgedAt = last.at().toEpochMilli();
                    page.acknowledgedBy = last.officerId();
                    page.factsSeen = page.alert.facts();
                    page.nextAt = page.acknowledgedAt + plan.ackTimeoutMs();
                    page.nextPurpose = null;
                }
                case ESCALATE -> {
                    page.phase = PagePhase.OPEN;
                    page.nextAt = now;
                    page.nextPurpose = Purpose.PAGE;
                    page.bundle = page.pageId;
                }
                case RESOLVE -> {
                    page.acknowledgedAt = last.at().toEpochMilli();
                    page.acknowledgedBy = last.officerId();
                    chain.end(page, PagePhase.CLOSED_BY_OFFICER, last.officerId());
                    page.nextAt = now + plan.ackTimeoutMs();
                }
            }
        }
        decision.note(lines.answer(page, last, counts));
    }

    /** The messages that the answer is to: all that asked this person. */
    private void markAnswered(PageState page, Answer answer) {
        for (int i = 0; i < page.told.size(); i++) {
            Told told = page.told.get(i);
            if (told.officer().equals(answer.officerId()) && !told.answered()) {
                page.told.set(i, told.withAnswer());
                decision.note(lines.step(page, page.told.get(i)));
            }
        }
    }

    private static @Nullable Answer lastUnsettled(PageState page) {
        Answer last = page.answers.isEmpty() ? null : page.answers.get(page.answers.size() - 1);
        return last == null || last.eventId().equals(page.settledAnswer) ? null : last;
    }

    /** It comes too late for the page. */
    void ignore(PageState page) {
        Answer last = lastUnsettled(page);
        if (last != null) {
            page.settledAnswer = last.eventId();
            decision.note(lines.answer(page, last, false));
        }
    }
}

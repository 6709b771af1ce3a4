package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/**
 * The chain of responsibility of a page: who is told next. A level at which nobody can be told is passed over with no delay and
 * raised as a gap; steps that are overdue because nobody was looking are passed over too, and what follows is marked as a digest.
 */
final class Chain {
    /** A first message that comes so long after its alert was due may be put together with others. */
    private static final long STALE_MS = Duration.ofMinutes(10).toMillis();

    /** A silence may be lifted before its end: so often is looked again. */
    private static final long SILENCE_LOOK_MS = Duration.ofMinutes(1).toMillis();

    private final GroupState group;
    private final PagingBook book;
    private final Decision decision;
    private final PageLines lines;
    private final Messages messages;
    private final long now;
    private final Instant instant;

    Chain(String groupKey, GroupState group, PagingBook book, Decision decision, PageLines lines) {
        this.group = group;
        this.book = book;
        this.decision = decision;
        this.lines = lines;
        this.messages = new Messages(groupKey, group, book, decision, lines);
        this.now = group.clock;
        this.instant = Instant.ofEpochMilli(now);
    }

    /** The step that is due. */
    void step(PageState page) {
        PagePlan plan = page.plan;
        if (plan == null) {
            return;
        }
        int last = plan.lastLevel();
        Purpose asked = page.nextPurpose;
        boolean first = page.level == 0;
        boolean timedOut = !first && page.phase == PagePhase.ACKNOWLEDGED;
        long late = first || asked != null ? 0 : (now - page.nextAt) / plan.stepMs();
        boolean digest =
                late > 0 || (first && !plan.emergency() && now - page.alert.at().toEpochMilli() > STALE_MS);
        Purpose purpose = Purpose.PAGE;
        boolean again = false;
        int from = first ? plan.startLevel() : page.level + 1;
        if (asked == Purpose.RAISED) {
            purpose = Purpose.RAISED;
            from = Math.max(page.level, plan.startLevel());
        } else if (timedOut) {
            purpose = Purpose.REPEAT;
            from = page.level;
        } else if (page.level >= last) {
            purpose = Purpose.REPEAT;
            again = true;
            from = last;
            if (page.repeats >= plan.repeatMost()) {
                page.phase = PagePhase.UNANSWERED;
                page.nextAt = Long.MAX_VALUE;
                return;
            }
        }
        int reached = (int) Math.min(last, from + late);
        for (int level = from; level < reached; level++) {
            decision.note(lines.skip(
                    page,
                    level,
                    plan.role(level),
                    SkipReason.TIME_PASSED,
                    new Text("处理中断期间已超过该级时限，合并至上一级", "its time had passed while paging was down")));
        }
        tellFrom(page, plan, reached, reached > from ? Purpose.PAGE : purpose, digest);
        // A silence that is looked at again and again uses up no repetition.
        page.repeats += again && page.heldBy == null ? 1 : 0;
    }

    private void tellFrom(PageState page, PagePlan plan, int from, Purpose purpose, boolean digest) {
        for (int level = from; level <= plan.lastLevel(); level++) {
            Silence silence = silence(page, plan, level);
            if (silence != null) {
                keepQuiet(page, plan, level, silence);
                return;
            }
            Duty duty = book.roster().find(plan.role(level), page.alert.scene(), instant);
            if (duty.officer() != null) {
                page.nextPurpose = null;
                page.level = level;
                page.phase = PagePhase.OPEN;
                page.nextAt = now + (level < plan.lastLevel() ? plan.stepMs() : plan.repeatMs());
                String number = String.valueOf(page.askedAt(level) + 1);
                messages.tell(page, plan, StepId.to(duty, purpose, level, number), duty, digest);
                return;
            }
            decision.note(
                    lines.skip(page, level, plan.role(level), SkipReason.of(duty), new Text(duty.zh(), duty.en())));
            if (duty.isGap()) {
                messages.tellVacancy(plan, plan.role(level), duty);
            }
        }
        // Not even the last fallback: stands in red, and is tried again until somebody comes.
        page.phase = PagePhase.UNANSWERED;
        page.nextAt = now + plan.repeatMs();
    }

    private @Nullable Silence silence(PageState page, PagePlan plan, int level) {
        return book.silences().stream()
                .filter(each -> each.holds(page.alert, plan, level, instant))
                .findFirst()
                .orElse(null);
    }

    /** An emergency climbs on in silence to where no silence holds it; anything else stays where it is. */
    private void keepQuiet(PageState page, PagePlan plan, int level, Silence silence) {
        String until = book.roster().localTime(silence.until());
        if (plan.emergency()) {
            decision.note(lines.skip(
                    page,
                    level,
                    plan.role(level),
                    SkipReason.SILENCED,
                    new Text(
                            "静默至 " + until + "（" + silence.owner() + "：" + silence.reason() + "）",
                            "silenced until " + until + " by " + silence.owner() + ": " + silence.reason())));
            page.level = level;
            page.nextAt = now + plan.stepMs();
            return;
        }
        page.heldBy = PageState.SILENCED + " by " + silence.owner() + " until " + until + ": " + silence.reason();
        page.nextAt = Math.min(silence.until().toEpochMilli(), now + SILENCE_LOOK_MS);
    }

    /** When no contact method of the level has worked, the next level is told at once. */
    void giveUpUndeliverable(PageState page, PagePlan plan) {
        Told asked = page.lastAsked();
        if (page.phase == PagePhase.OPEN
                && asked != null
                && asked.undeliverable()
                && asked.level() == page.level
                && page.level < plan.lastLevel()) {
            page.nextAt = now;
            page.nextPurpose = Purpose.PAGE;
        }
    }

    /** The new shift learns what is open at its level. */
    void handOver(PageState page, PagePlan plan) {
        Told asked = page.lastAsked();
        if (asked == null || page.level == 0 || silence(page, plan, page.level) != null) {
            return;
        }
        Duty duty = book.roster().find(plan.role(page.level), page.alert.scene(), instant);
        if (duty.officer() != null && !duty.officer().equals(asked.officer())) {
            page.bundle = "handover|" + group.shiftAt;
            String number = String.valueOf(group.shiftAt / 60_000);
            messages.tell(page, plan, StepId.to(duty, Purpose.HANDOVER, page.level, number), duty, false);
        }
    }

    /** Ends a page and tells everybody who was told, once each. */
    void end(PageState page, PagePhase phase, @Nullable String officer) {
        Purpose purpose = phase == PagePhase.WITHDRAWN ? Purpose.WITHDRAWN : Purpose.RESOLVED;
        page.phase = phase;
        page.endedAt = now;
        page.nextAt = Long.MAX_VALUE;
        page.heldBy = null;
        PagePlan plan = page.plan;
        if (plan == null) {
            return;
        }
        Map<String, Told> newest = new LinkedHashMap<>();
        page.told.forEach(told -> newest.put(told.officer(), told));
        page.bundle = page.pageId + "|" + purpose.word();
        newest.values().forEach(told -> messages.tellEnd(page, plan, told, purpose, officer));
    }

    /**
     * Remembers a message that was sent before a crash took the memory of it, as if it had just been sent: the chain goes on from there
     * unless somebody has answered since. If the page is over by now, who was told hears so.
     */
    void recall(PageState page, StepId step, Receipt receipt) {
        String contact = receipt.contact();
        PagePlan plan = page.plan == null ? book.policy().planFor(page.alert).orElse(null) : page.plan;
        if (plan == null || contact == null || !step.purpose().asks()) {
            return;
        }
        if (step.level() < 1 || step.level() > plan.lastLevel()) {
            return;
        }
        if (page.plan == null) {
            page.plan = plan;
            page.severity = page.alert.severity();
            page.openedAt = now;
            page.bundle = page.pageId;
        }
        long at = Math.min(now, receipt.at().toEpochMilli());
        // Sent before the answer was heard; what is sent later is sent because its time has run out, or because it is
        // graver.
        boolean answered = page.phase == PagePhase.ACKNOWLEDGED
                && (page.acknowledgedAt >= at || (at < page.nextAt && step.purpose() != Purpose.RAISED));
        if (page.phase.isLive() && !answered && step.purpose() != Purpose.HANDOVER && step.level() >= page.level) {
            page.phase = PagePhase.OPEN;
            page.level = step.level();
            page.repeats += step.purpose() == Purpose.REPEAT && step.level() == plan.lastLevel() ? 1 : 0;
            page.nextPurpose = null;
            page.nextAt = at + (step.level() < plan.lastLevel() ? plan.stepMs() : plan.repeatMs());
        }
        Duty duty = book.roster().find(plan.role(step.level()), page.alert.scene(), Instant.ofEpochMilli(at));
        Duty told = step.officer().equals(duty.officer())
                ? duty
                : new Duty(step.officer(), List.of(contact), Duty.Absence.NONE, "", "中断前已通知", "told before a restart");
        messages.recall(page, plan, step, receipt.deliveryId(), told, Instant.ofEpochMilli(at));
        boolean knows = page.told.stream()
                .anyMatch(each ->
                        each.officer().equals(step.officer()) && !each.purpose().asks());
        if (!page.phase.isLive() && !knows) {
            Purpose end = page.phase == PagePhase.WITHDRAWN ? Purpose.WITHDRAWN : Purpose.RESOLVED;
            String officer = page.phase == PagePhase.CLOSED_BY_OFFICER ? page.acknowledgedBy : null;
            messages.tellEnd(page, plan, page.told.get(page.told.size() - 1), end, officer);
        }
    }
}

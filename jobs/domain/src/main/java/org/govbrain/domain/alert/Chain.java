package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    static final long GAP_EVERY_MS = Duration.ofHours(12).toMillis();

    private final String groupKey;
    private final GroupState group;
    private final PagingBook book;
    private final Decision decision;
    private final PageLines lines;
    private final Wording wording;
    private final long now;
    private final Instant instant;

    Chain(String groupKey, GroupState group, PagingBook book, Decision decision, PageLines lines) {
        this.groupKey = groupKey;
        this.group = group;
        this.book = book;
        this.decision = decision;
        this.lines = lines;
        this.wording = new Wording(book);
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
        int from = first ? plan.startLevel() : page.level + 1;
        if (asked == Purpose.RAISED) {
            purpose = Purpose.RAISED;
            from = Math.max(page.level, plan.startLevel());
        } else if (timedOut) {
            purpose = Purpose.REPEAT;
            from = page.level;
        } else if (page.level >= last) {
            purpose = Purpose.REPEAT;
            from = last;
            if (page.repeats >= plan.repeatMost()) {
                page.phase = PagePhase.UNANSWERED;
                page.nextAt = Long.MAX_VALUE;
                return;
            }
            page.repeats++;
        }
        int reached = (int) Math.min(last, from + late);
        for (int level = from; level < reached; level++) {
            decision.note(lines.skip(
                    page,
                    level,
                    plan.role(level),
                    new Text("处理中断期间已超过该级时限，合并至上一级", "its time had passed while paging was down")));
        }
        tellFrom(page, plan, reached, reached > from ? Purpose.PAGE : purpose, digest);
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
                tell(page, plan, level, duty, purpose, digest, String.valueOf(page.askedAt(level) + 1));
                return;
            }
            decision.note(lines.skip(page, level, plan.role(level), new Text(duty.zh(), duty.en())));
            if (duty.isGap()) {
                raiseGap(plan, plan.role(level), duty);
            }
        }
        // Not even the last fallback: stands in red, and is tried again until somebody comes.
        page.phase = PagePhase.UNANSWERED;
        page.nextAt = now + plan.repeatMs();
    }

    private @Nullable Silence silence(PageState page, PagePlan plan, int level) {
        return book.silences().stream()
                .filter(each -> each.holds(page.alert, plan.emergency(), level, instant))
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
                    new Text(
                            "静默至 " + until + "（" + silence.owner() + "：" + silence.reason() + "）",
                            "silenced until " + until + " by " + silence.owner() + ": " + silence.reason())));
            page.level = level;
            page.nextAt = now + plan.stepMs();
            return;
        }
        page.heldBy = "silenced by " + silence.owner() + " until " + until + ": " + silence.reason();
        page.nextAt = Math.min(silence.until().toEpochMilli(), now + SILENCE_LOOK_MS);
        // It is held by no inhibition, so it has to be looked at again.
        decision.askAgain(page.nextAt);
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
        if (asked == null || page.level == 0) {
            return;
        }
        Duty duty = book.roster().find(plan.role(page.level), page.alert.scene(), instant);
        if (duty.officer() != null && !duty.officer().equals(asked.officer())) {
            page.bundle = "handover|" + group.shiftAt;
            tell(page, plan, page.level, duty, Purpose.HANDOVER, false, String.valueOf(group.shiftAt / 60_000));
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
        newest.values().forEach(told -> tellEnd(page, plan, told, purpose, officer));
    }

    private void tellEnd(PageState page, PagePlan plan, Told told, Purpose purpose, @Nullable String officer) {
        Text why = wording.over(purpose, officer);
        Duty known = new Duty(told.officer(), told.contacts(), Duty.Absence.NONE, "", why.zh(), why.en());
        tell(page, plan, told.level(), known, purpose, false, "1");
    }

    private void tell(
            PageState page, PagePlan plan, int level, Duty duty, Purpose purpose, boolean digest, String number) {
        StepId step = new StepId(purpose, level, number, String.valueOf(duty.officer()));
        Delivery delivery = compose(page, plan, step, step.of(page.pageId), duty, digest, instant);
        send(page, delivery);
    }

    private void send(PageState page, Delivery delivery) {
        decision.send(delivery);
        decision.note(lines.step(page, delivery));
        remember(page, delivery);
    }

    private static void remember(PageState page, Delivery delivery) {
        long at = delivery.issuedAt().toEpochMilli();
        if (delivery.purpose().asks() && page.firstToldAt == 0) {
            page.firstToldAt = at;
        }
        page.told.add(Told.of(delivery));
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
        remember(page, compose(page, plan, step, receipt.deliveryId(), told, false, Instant.ofEpochMilli(at)));
        boolean knows = page.told.stream()
                .anyMatch(each ->
                        each.officer().equals(step.officer()) && !each.purpose().asks());
        if (!page.phase.isLive() && !knows) {
            Purpose end = page.phase == PagePhase.WITHDRAWN ? Purpose.WITHDRAWN : Purpose.RESOLVED;
            String officer = page.phase == PagePhase.CLOSED_BY_OFFICER ? page.acknowledgedBy : null;
            tellEnd(page, plan, page.told.get(page.told.size() - 1), end, officer);
        }
    }

    private Delivery compose(
            PageState page, PagePlan plan, StepId step, String id, Duty duty, boolean digest, Instant at) {
        String officer = step.officer();
        Purpose purpose = step.purpose();
        int level = step.level();
        List<String> before = page.told.stream()
                .filter(told -> told.officer().equals(officer))
                .map(Told::deliveryId)
                .toList();
        Instant nextAt = purpose.asks() && page.nextAt != Long.MAX_VALUE ? Instant.ofEpochMilli(page.nextAt) : null;
        Text title = wording.title(page.alert, plan.emergency(), purpose);
        Text why = new Text(duty.zh(), duty.en());
        Text next = nextAt == null ? null : wording.next(plan, level, nextAt);
        int urgency = plan.emergency() ? 0 : page.alert.severity().priority();
        return new Delivery(
                id,
                at,
                page.pageId,
                purpose,
                level,
                plan.role(level),
                officer,
                duty.contacts(),
                purpose.asks() ? urgency : Math.max(1, urgency),
                plan.emergency(),
                page.alert,
                title,
                wording.text(page.alert, title, why, next),
                digest ? "digest" : page.bundle == null ? page.pageId : page.bundle,
                digest,
                before,
                plan.ruleId(),
                plan.policyVersion(),
                book.roster().version(),
                why,
                nextAt,
                next);
    }

    /** Tells the fallback that a duty is vacant: once each half-day, whichever groups find it. */
    private void raiseGap(PagePlan plan, String role, Duty vacant) {
        String key = "gap|" + role + "|" + vacant.area();
        long halfDay = halfDay(instant);
        Long raised = group.gaps.put(key, halfDay);
        Duty fallback = book.roster().find(plan.role(plan.lastLevel()), Scene.CITY, instant);
        if ((raised != null && raised == halfDay) || fallback.officer() == null) {
            return;
        }
        PageState gap = new PageState();
        gap.alert = new Alert(
                key,
                AlertKind.GAP,
                now,
                AlertState.OPEN,
                instant,
                Severity.MAJOR,
                false,
                null,
                Scene.CITY,
                List.of(),
                null,
                null,
                null,
                0,
                false,
                book.roster().roleZh(role),
                book.roster().roleEn(role),
                vacant.zh(),
                vacant.en(),
                new ArrayList<>(),
                new ArrayList<>());
        gap.pageId = PageId.of(groupKey, key, (int) halfDay);
        gap.plan = plan;
        gap.openedAt = now;
        gap.bundle = "gaps";
        StepId step = new StepId(Purpose.ROSTER_GAP, plan.lastLevel(), "1", fallback.officer());
        // Of all groups that raise it delivery sends one.
        send(gap, compose(gap, plan, step, step.of(key + "|" + halfDay), fallback, false, instant));
        group.over.put(gap.pageId, gap);
    }

    /** Number of the half-day that an instant lies in. */
    static long halfDay(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), GAP_EVERY_MS);
    }
}

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

    private static final long GAP_EVERY_MS = Duration.ofHours(12).toMillis();

    private final GroupState group;
    private final PagingBook book;
    private final Decision decision;
    private final PageLines lines;
    private final Wording wording;
    private final long now;
    private final Instant instant;

    Chain(GroupState group, PagingBook book, Decision decision, PageLines lines) {
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
        Text why = wording.over(purpose, officer);
        for (Told told : newest.values()) {
            Duty known = new Duty(told.officer(), told.contacts(), Duty.Absence.NONE, "", why.zh(), why.en());
            tell(page, plan, told.level(), known, purpose, false, "1");
        }
    }

    private void tell(
            PageState page, PagePlan plan, int level, Duty duty, Purpose purpose, boolean digest, String number) {
        String officer = String.valueOf(duty.officer());
        String id = page.pageId + "|" + purpose.word() + "|" + level + "." + number + "|" + officer;
        List<String> before = page.told.stream()
                .filter(told -> told.officer().equals(officer))
                .map(Told::deliveryId)
                .toList();
        Instant nextAt = purpose.asks() && page.nextAt != Long.MAX_VALUE ? Instant.ofEpochMilli(page.nextAt) : null;
        Text title = wording.title(page.alert, plan.emergency(), purpose);
        Text why = new Text(duty.zh(), duty.en());
        Text next = nextAt == null ? null : wording.next(plan, level, nextAt);
        int urgency = plan.emergency() ? 0 : page.alert.severity().priority();
        Delivery delivery = new Delivery(
                id,
                instant,
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
        decision.send(delivery);
        decision.note(lines.step(page, delivery));
        if (purpose.asks()) {
            page.firstToldAt = page.firstToldAt == 0 ? now : page.firstToldAt;
            page.told.add(Told.of(delivery));
        }
    }

    /** Tells the fallback that a duty is vacant: once each half-day, whichever groups find it. */
    private void raiseGap(PagePlan plan, String role, Duty vacant) {
        String key = "gap|" + role + "|" + vacant.area();
        long halfDay = Math.floorDiv(now, GAP_EVERY_MS);
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
        gap.pageId = key + "|" + halfDay;
        gap.plan = plan;
        gap.openedAt = now;
        gap.bundle = "gaps";
        tell(gap, plan, plan.lastLevel(), fallback, Purpose.ROSTER_GAP, false, "1");
    }
}

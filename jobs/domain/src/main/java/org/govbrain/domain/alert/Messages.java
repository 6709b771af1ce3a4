package org.govbrain.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/** What one person is told about a page: put into words, handed to delivery, written down and remembered. */
final class Messages {
    private static final long GAP_EVERY_MS = Duration.ofHours(12).toMillis();

    private final String groupKey;
    private final GroupState group;
    private final PagingBook book;
    private final Decision decision;
    private final PageLines lines;
    private final Wording wording;
    private final long now;
    private final Instant instant;

    Messages(String groupKey, GroupState group, PagingBook book, Decision decision, PageLines lines) {
        this.groupKey = groupKey;
        this.group = group;
        this.book = book;
        this.decision = decision;
        this.lines = lines;
        this.wording = new Wording(book);
        this.now = group.clock;
        this.instant = Instant.ofEpochMilli(now);
    }

    void tell(PageState page, PagePlan plan, StepId step, Duty duty, boolean digest) {
        send(page, compose(page, plan, step, step.of(page.pageId), duty, digest, instant));
    }

    /** Tells somebody who was told of a page that it is over. */
    void tellEnd(PageState page, PagePlan plan, Told told, Purpose purpose, @Nullable String officer) {
        Text why = wording.over(purpose, officer);
        Duty known = new Duty(told.officer(), told.contacts(), Duty.Absence.NONE, "", why.zh(), why.en());
        tell(page, plan, StepId.to(known, purpose, told.level(), "1"), known, false);
    }

    /** Tells the fallback that a duty is vacant: once each half-day, whichever groups find it. */
    void tellVacancy(PagePlan plan, String role, Duty vacant) {
        String key = "gap|" + role + "|" + vacant.area();
        long halfDay = halfDay(instant);
        Long raised = group.gaps.put(key, halfDay);
        Duty fallback = book.roster().find(plan.role(plan.lastLevel()), Scene.CITY, instant);
        if ((raised != null && raised == halfDay) || fallback.officer() == null) {
            return;
        }
        PageState gap = new PageState();
        gap.alert = Alert.ofCity(
                key,
                AlertKind.GAP,
                now,
                AlertState.OPEN,
                instant,
                Severity.MAJOR,
                0,
                new Text(book.roster().roleZh(role), book.roster().roleEn(role)),
                new Text(vacant.zh(), vacant.en()));
        gap.pageId = PageId.of(groupKey, key, (int) halfDay);
        gap.plan = plan;
        gap.openedAt = now;
        gap.bundle = "gaps";
        StepId step = StepId.to(fallback, Purpose.ROSTER_GAP, plan.lastLevel(), "1");
        // Of all groups that raise it delivery sends one.
        send(gap, compose(gap, plan, step, step.of(key + "|" + halfDay), fallback, false, instant));
        group.over.put(gap.pageId, gap);
    }

    /** The beginning of the half-day in which a vacancy is told. */
    static long vacancySince(Instant at) {
        return halfDay(at) * GAP_EVERY_MS;
    }

    private static long halfDay(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), GAP_EVERY_MS);
    }

    private void send(PageState page, Delivery delivery) {
        decision.send(delivery);
        decision.note(lines.step(page, delivery));
        remember(page, delivery);
    }

    /** Remembers a message that a run sent which was killed before it could. */
    void recall(PageState page, PagePlan plan, StepId step, String deliveryId, Duty told, Instant at) {
        remember(page, compose(page, plan, step, deliveryId, told, false, at));
    }

    private static void remember(PageState page, Delivery delivery) {
        long at = delivery.issuedAt().toEpochMilli();
        if (delivery.purpose().asks() && page.firstToldAt == 0) {
            page.firstToldAt = at;
        }
        page.told.add(Told.of(delivery));
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
}

package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.Objects;
import org.govbrain.domain.alert.Delivery.Text;
import org.govbrain.domain.alert.PageRecord.Kind;
import org.jspecify.annotations.Nullable;

/** The lines of the audit. A revision is an instant of event time, so a replay never falls behind what it wrote before. */
final class PageLines {
    private final String rosterVersion;
    private final long now;

    PageLines(String rosterVersion, long now) {
        this.rosterVersion = rosterVersion;
        this.now = now;
    }

    /** The page as it stands. */
    PageRecord page(PageState page) {
        page.revision = Math.max(page.revision + 1, now);
        Double answered = page.acknowledgedAt == 0 || page.firstToldAt == 0
                ? null
                : Double.valueOf(Math.max(0, page.acknowledgedAt - page.firstToldAt) / 1000.0);
        String held = page.heldBy;
        return line(page, Kind.PAGE, page.pageId, page.revision, state(page))
                .at(page.openedAt)
                .answered(answered)
                .reason(held == null ? null : new Text(held, held))
                .build();
    }

    /** What a page's document says of it. */
    static String state(PageState page) {
        String held = page.heldBy;
        if (held != null && page.phase.isLive()) {
            return page.isSilenced() ? PageState.SILENCED : "inhibited";
        }
        return page.phase.word();
    }

    /** Somebody was told. */
    PageRecord step(PageState page, Delivery delivery) {
        return step(page, Told.of(delivery));
    }

    /** How a message stands now. */
    PageRecord step(PageState page, Told told) {
        // Grows with what is known, also within one instant. A gap is one message, whichever groups raise it:
        // theirs that never went out must not seem newer.
        long since = told.purpose() == Purpose.ROSTER_GAP ? Messages.vacancySince(told.at()) : now;
        return step(page, told, since + told.progress());
    }

    private PageRecord step(PageState page, Told told, long revision) {
        Builder line = line(page, Kind.STEP, told.deliveryId(), revision, told.word())
                .at(told.at().toEpochMilli())
                .level(told.level())
                .who(told.officer(), told.role())
                .purpose(told.purpose().word())
                .channel(told.contact(), null)
                .digest(told.digest())
                .reason(told.why());
        return told.text() == null ? line.build() : line.text(told.text()).build();
    }

    /** Nobody was told at a level. */
    PageRecord skip(PageState page, int level, String role, SkipReason reason, Text why) {
        return line(page, Kind.SKIP, page.pageId + "|skip|" + level + "." + page.told.size(), now, "skipped")
                .level(level)
                .who(null, role)
                .skipped(reason)
                .reason(why)
                .build();
    }

    /** An answer was heard. */
    PageRecord answer(PageState page, Answer answer, boolean taken) {
        return line(page, Kind.ANSWER, page.pageId + "|answer|" + answer.eventId(), now, taken ? "taken" : "ignored")
                .at(answer.at().toEpochMilli())
                .who(answer.officerId(), null)
                .person(answer.person())
                .purpose(answer.action().name().toLowerCase(java.util.Locale.ROOT))
                .build();
    }

    /** What became of a message. */
    PageRecord receipt(PageState page, Receipt receipt, Told told) {
        String contact = receipt.contact();
        String id = receipt.deliveryId() + "|" + (contact == null ? "" : contact) + "|"
                + receipt.state().word();
        return line(page, Kind.RECEIPT, id, now, receipt.state().word())
                .at(receipt.at().toEpochMilli())
                .channel(contact, receipt.detail())
                .level(told.level())
                .who(told.officer(), told.role())
                .purpose(told.purpose().word())
                .build();
    }

    private Builder line(PageState page, Kind kind, String id, long revision, String state) {
        return new Builder(page, kind, id, revision, state);
    }

    private static @Nullable Instant instant(long ms) {
        return ms == 0 || ms == Long.MAX_VALUE ? null : Instant.ofEpochMilli(ms);
    }

    private final class Builder {
        private final PageState page;
        private final Kind kind;
        private final String id;
        private final long revision;
        private final String state;
        private long at = now;
        private int level;
        private @Nullable String officer;
        private @Nullable String person;
        private @Nullable String role;
        private @Nullable String channel;
        private @Nullable String purpose;
        private @Nullable Double answerSeconds;
        private boolean digest;
        private @Nullable SkipReason skipReason;
        private @Nullable Text reason;
        private @Nullable Text text;
        private @Nullable String detail;

        Builder(PageState page, Kind kind, String id, long revision, String state) {
            this.page = page;
            this.kind = kind;
            this.id = id;
            this.revision = revision;
            this.state = state;
            this.level = page.level;
        }

        Builder at(long ms) {
            at = ms;
            return this;
        }

        Builder level(int value) {
            level = value;
            return this;
        }

        Builder who(@Nullable String whoOfficer, @Nullable String whoRole) {
            officer = whoOfficer;
            role = whoRole;
            return this;
        }

        Builder person(@Nullable String value) {
            person = value;
            return this;
        }

        Builder purpose(String value) {
            purpose = value;
            return this;
        }

        Builder channel(@Nullable String value, @Nullable String said) {
            channel = value;
            detail = said;
            return this;
        }

        Builder answered(@Nullable Double seconds) {
            answerSeconds = seconds;
            return this;
        }

        Builder digest(boolean value) {
            digest = value;
            return this;
        }

        Builder skipped(SkipReason value) {
            skipReason = value;
            return this;
        }

        Builder reason(@Nullable Text value) {
            reason = value;
            return this;
        }

        Builder text(Text value) {
            text = value;
            return this;
        }

        PageRecord build() {
            PagePlan plan = page.plan;
            boolean live = page.phase.isLive();
            return new PageRecord(
                    id,
                    revision,
                    kind,
                    Objects.requireNonNull(Instant.ofEpochMilli(at)),
                    page.pageId,
                    page.episode,
                    page.alert,
                    plan != null && plan.emergency(),
                    level,
                    officer,
                    person,
                    role,
                    channel,
                    purpose,
                    state,
                    instant(page.openedAt),
                    instant(page.acknowledgedAt),
                    page.acknowledgedBy,
                    answerSeconds,
                    instant(page.endedAt),
                    live ? instant(page.nextAt) : null,
                    page.told.stream().map(Told::officer).distinct().count(),
                    plan == null ? null : plan.ruleId(),
                    plan == null ? null : plan.policyVersion(),
                    rosterVersion,
                    digest,
                    skipReason,
                    reason,
                    text,
                    detail);
        }
    }
}

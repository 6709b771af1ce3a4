package org.govbrain.domain.alert;

import java.time.Instant;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/** What messages say. Case number and grid, and nothing of a person but codes of posts: details stand behind the link. */
final class Wording {
    private final PagingBook book;

    Wording(PagingBook book) {
        this.book = book;
    }

    /** One line. */
    Text title(Alert alert, boolean emergency, Purpose purpose) {
        String zh = (purpose.zh().isEmpty() ? "" : purpose.zh() + " ")
                + (emergency ? "【紧急】" : "")
                + alert.scene().words("本街道")
                + " "
                + alert.subjectZh()
                + "："
                + matterZh(alert);
        String en = (purpose == Purpose.PAGE ? "" : purpose.word().replace('_', ' ') + ": ")
                + (emergency ? "[emergency] " : "")
                + alert.scene().words("city")
                + " "
                + alert.subjectEn()
                + ": "
                + matterEn(alert);
        return new Text(zh, en);
    }

    private String matterZh(Alert alert) {
        String sentence = alert.sentenceZh();
        String clock = alert.clock();
        if (sentence != null || clock == null) {
            return sentence == null ? alert.kind().word() : sentence;
        }
        return book.clockZh().getOrDefault(clock, clock) + " 超时"
                + (alert.departmentId() == null ? "" : "（" + alert.departmentId() + "）");
    }

    private String matterEn(Alert alert) {
        String sentence = alert.sentenceEn();
        String clock = alert.clock();
        if (sentence != null || clock == null) {
            return sentence == null ? alert.kind().word() : sentence;
        }
        return "missed \"" + book.clockEn().getOrDefault(clock, clock) + "\""
                + (alert.departmentId() == null ? "" : " (" + alert.departmentId() + ")");
    }

    /** The whole message. */
    Text text(Alert alert, Text title, Text why, @Nullable Text next) {
        String at = book.roster().localTime(alert.at());
        boolean due = alert.kind() == AlertKind.BREACH;
        return new Text(
                title.zh() + "\n" + (due ? "应于 " + at + " 前完成" : "发现于 " + at) + "\n通知您的原因：" + why.zh()
                        + (next == null ? "" : "\n" + next.zh()),
                title.en() + "\n" + (due ? "Due " + at : "Seen " + at) + "\nWhy you: " + why.en()
                        + (next == null ? "" : "\n" + next.en()));
    }

    /** What happens unless somebody answers. */
    Text next(PagePlan plan, int level, Instant nextAt) {
        String at = book.roster().localTime(nextAt);
        if (level >= plan.lastLevel()) {
            return new Text(at + " 前未确认将再次提醒", "Unless somebody answers by " + at + " you are told again");
        }
        String role = plan.role(level + 1);
        return new Text(
                at + " 前未确认将通知" + book.roster().roleZh(role),
                "Unless somebody answers by " + at + " the " + book.roster().roleEn(role) + " is told");
    }

    /** Why nobody else is asked any more. */
    Text over(Purpose purpose, @Nullable String officer) {
        if (officer != null) {
            return new Text("由 " + officer + " 办结，您此前收到过该告警", officer + " closed it; you had been told");
        }
        return purpose == Purpose.WITHDRAWN
                ? new Text("后到的记录证明按时完成，您此前收到过该告警", "a late record proves that it was in time; you had been told")
                : new Text("事项已办理，您此前收到过该告警", "it has been done; you had been told");
    }
}

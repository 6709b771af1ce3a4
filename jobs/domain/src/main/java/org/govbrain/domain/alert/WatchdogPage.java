package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.alert.Delivery.Text;

/** What is said when a part of the brain has stopped: straight to the last fallback, since the paging job may be that part. */
public final class WatchdogPage {
    private WatchdogPage() {}

    /** The message to who is on duty now; empty when nobody is. */
    public static Optional<Delivery> of(ProgressWatch.Change change, PagingBook book, Instant now) {
        PagingPolicy policy = book.policy();
        Duty duty = book.roster().find(policy.fallback(), Scene.CITY, now);
        if (duty.officer() == null) {
            return Optional.empty();
        }
        String key = "watchdog|" + change.part();
        String stop = key + "|" + change.since().toEpochMilli();
        String at = book.roster().localTime(change.since());
        Text matter = change.stopped()
                ? new Text("自 " + at + " 起无进展", "has made no progress since " + at)
                : new Text("已恢复", "works again");
        Alert alert = Alert.ofCity(
                key,
                AlertKind.WATCHDOG,
                now.toEpochMilli(),
                change.stopped() ? AlertState.OPEN : AlertState.RESOLVED,
                change.since(),
                Severity.CRITICAL,
                0,
                new Text("系统 " + change.part(), change.part()),
                matter);
        Purpose purpose = change.stopped() ? Purpose.WATCHDOG : Purpose.RESOLVED;
        Wording wording = new Wording(book);
        Text title = wording.title(alert, true, purpose);
        Text why = new Text(duty.zh(), duty.en());
        int level = policy.chain().size() + 1;
        return Optional.of(new Delivery(
                stop + "|" + purpose.word() + "|" + duty.officer(),
                now,
                stop,
                purpose,
                level,
                policy.fallback(),
                duty.officer(),
                duty.contacts(),
                0,
                true,
                alert,
                title,
                wording.text(alert, title, why, null),
                stop,
                false,
                change.stopped() ? List.of() : List.of(stop + "|" + Purpose.WATCHDOG.word() + "|" + duty.officer()),
                "watchdog",
                policy.version(),
                book.roster().version(),
                why,
                null,
                null));
    }
}

package org.govbrain.engine.feed;

import java.time.Instant;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedLimit;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.sla.CalendarException;
import org.govbrain.domain.sla.FeedRule;
import org.govbrain.domain.sla.WorkCalendar;
import org.jspecify.annotations.Nullable;

/** The limit that the policy sets, as it was when the last sign came. */
record PolicyFeedLimit(ReferenceHistory history, Stream stream, String sourceSystem) implements FeedLimit {

    /** A year without holidays, or one that no calendar counts, excuses nobody: its feeds are not silent. */
    @Override
    public @Nullable Instant silentFrom(Instant lastAt) {
        ReferenceData city = history.at(lastAt);
        FeedRule rule = city.policy().feedRule(stream, sourceSystem);
        if (rule == null) {
            return null;
        }
        WorkCalendar calendar = city.calendars().get(rule.calendar());
        try {
            return calendar.due(lastAt, rule.silentAfter().ms(calendar));
        } catch (CalendarException unknown) {
            return null;
        }
    }
}

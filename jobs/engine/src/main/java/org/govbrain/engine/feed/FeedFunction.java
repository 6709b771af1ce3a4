package org.govbrain.engine.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedId;
import org.govbrain.domain.feed.FeedLimit;
import org.govbrain.domain.feed.FeedRecord;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowingFunction;
import org.govbrain.engine.follow.SituationSettings;

/**
 * The health of each feed, and what its silence means for breaches: one that was due while the feed was silent is said to be
 * unconfirmed, and again without a doubt when the feed has been back for a while and nothing proved it wrong. Keyed by
 * feed. A breach waits here until event time has passed its deadline, when the signs of life up to then are in.
 */
final class FeedFunction extends FollowingFunction<FeedNews, SaidBreach> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = Duration.ofSeconds(1).toMillis();

    /** Signs of life and silences of one feed; lives as long as the feed, its silences leave. */
    private static final ValueStateDescriptor<FeedRecord> FEED = new ValueStateDescriptor<>("feed", FeedRecord.class);

    /** Breaches that are not judged yet, or that are doubtful; leave when they are certain. */
    private static final MapStateDescriptor<String, SaidBreach> BREACHES =
            new MapStateDescriptor<>("breaches", String.class, SaidBreach.class);

    private transient ValueState<FeedRecord> feeds;
    private transient MapState<String, SaidBreach> breaches;

    FeedFunction(SituationSettings settings) {
        super(settings);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        feeds = getRuntimeContext().getState(FEED);
        breaches = getRuntimeContext().getMapState(BREACHES);
    }

    /** Each limit is asked of the history as it is known then. */
    @Override
    protected void follow(ReferenceHistory history) {}

    @Override
    public String stateName() {
        return FEED.getName();
    }

    /** A feed that is silent gives no sign that would make it look at its new limit. */
    @Override
    public void hearOfReference(long watermark, TimerService timers) throws Exception {
        FeedRecord known = feeds.value();
        if (known != null) {
            wake(known, now(known, watermark), timers);
            feeds.update(known);
        }
    }

    @Override
    public void processElement(FeedNews news, Context context, Collector<SaidBreach> out) throws Exception {
        FeedRecord known = feeds.value();
        if (known == null) {
            known = new FeedRecord();
        }
        TimerService timers = context.timerService();
        long nowMs = now(known, timers.currentWatermark());
        if (news.signs() != null) {
            known.take(news.signs(), limit(news.feedId()));
            wake(known, nowMs + AT_MOST_EVERY_MS, timers);
        } else if (news.breach() != null) {
            hear(known, news.breach(), nowMs, timers, out);
        }
        feeds.update(known);
    }

    private void hear(FeedRecord known, SaidBreach said, long nowMs, TimerService timers, Collector<SaidBreach> out)
            throws Exception {
        String id = said.breach().breachId();
        if (said.elsewhere()) {
            breaches.remove(id);
        } else if (said.breach().state() == BreachState.WITHDRAWN) {
            breaches.remove(id);
            out.collect(said.confirmed());
        } else {
            // Also one that was resolved: an earlier proof may still be stuck in the line.
            breaches.put(id, said);
            wake(known, Math.max(nowMs, said.breach().dueAt().toEpochMilli()), timers);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SaidBreach> out) throws Exception {
        FeedRecord known = feeds.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        known.timerAt = 0;
        TimerService timers = context.timerService();
        Instant now = Instant.ofEpochMilli(now(known, timers.currentWatermark()));
        FeedLimit limit = limit(context.getCurrentKey());
        judge(known, now, limit, timers, out);
        say(known, now, limit, context);
        feeds.update(known);
    }

    private void judge(FeedRecord known, Instant now, FeedLimit limit, TimerService timers, Collector<SaidBreach> out)
            throws Exception {
        // One after the other: after an outage all that is overdue may wait here.
        Iterator<Map.Entry<String, SaidBreach>> waiting = breaches.iterator();
        while (waiting.hasNext()) {
            Map.Entry<String, SaidBreach> each = waiting.next();
            SaidBreach said = each.getValue();
            Instant dueAt = said.breach().dueAt();
            if (dueAt.isAfter(now) && !isDrained(timers.currentWatermark())) {
                // Of what comes in several ways some is ahead of event time: signs up to the deadline are still to
                // come.
                wake(known, dueAt.toEpochMilli(), timers);
                continue;
            }
            Instant until = known.doubtsUntil(dueAt, limit);
            if (until == null || !now.isBefore(until)) {
                out.collect(said.confirmed());
                waiting.remove();
                continue;
            }
            if (said.breach().unconfirmed() == null) {
                SaidBreach doubtful = said.doubtful();
                out.collect(doubtful);
                each.setValue(doubtful);
            }
            // Beyond the end of a replay it would fire at once, and again for ever.
            if (!until.equals(Instant.MAX) && until.toEpochMilli() <= settings.asOfMs()) {
                wake(known, until.toEpochMilli(), timers);
            }
        }
    }

    private void say(FeedRecord known, Instant now, FeedLimit limit, Context context) {
        FeedSigns signs = known.signs;
        if (signs == null) {
            return;
        }
        if (settings.retentionMs() != Long.MAX_VALUE) {
            known.forget(now.minusMillis(settings.retentionMs()));
        }
        FeedSituation situation = known.situation(now, limit, history().indexAt(signs.lastAt()));
        if (situation != null && situation.revision() != known.saidRevision && !FeedId.isAny(signs.feedId())) {
            context.output(FeedStreams.FEEDS, situation);
            known.saidRevision = situation.revision();
        }
        Instant silentFrom = limit.silentFrom(signs.lastAt());
        if (silentFrom != null && silentFrom.isAfter(now) && silentFrom.toEpochMilli() <= settings.asOfMs()) {
            wake(known, silentFrom.toEpochMilli(), context.timerService());
        }
    }

    private FeedLimit limit(String feedId) {
        int bar = feedId.indexOf('|');
        String streamId = feedId.substring(0, bar);
        Stream stream = Stream.PLATFORM;
        for (Stream each : Stream.values()) {
            stream = each.id().equals(streamId) ? each : stream;
        }
        return new PolicyFeedLimit(history(), stream, feedId.substring(bar + 1));
    }

    /**
     * Event time in epoch milliseconds: of a replay not beyond its end, and not before the epoch. When a live job is drained, it is
     * the newest sign of life: no feed has been silent until the end of time.
     */
    private long now(FeedRecord known, long watermark) {
        long newestMs = known.signs == null ? 0 : known.signs.lastAt().toEpochMilli();
        return Math.max(0, settings.asOf(watermark, newestMs));
    }

    private boolean isDrained(long watermark) {
        return !settings.isReplay() && watermark == Long.MAX_VALUE;
    }

    /** What is drained has no later; a timer would fire at once, and again for ever. */
    private void wake(FeedRecord known, long atMs, TimerService timers) {
        if (!isDrained(timers.currentWatermark())) {
            known.timerAt = wake(known.timerAt, atMs, timers);
        }
    }
}

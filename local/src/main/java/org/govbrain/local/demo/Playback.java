package org.govbrain.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.govbrain.local.broker.EventSender;
import org.govbrain.local.simulate.CityFeed;
import org.govbrain.local.simulate.FeedEvent;

/**
 * Sends the city's events in the order in which they arrive: those of the past at a multiple of real time, and none before
 * this machine's clock has come to it. Belongs to one thread; time is an argument.
 */
final class Playback {
    private final CityFeed feed;
    private final EventSender sender;
    private final double speed;
    private Instant steppedAt;
    private DemoState state;

    Playback(CityFeed feed, EventSender sender, double speed, DemoState from, Instant now) {
        this.feed = feed;
        this.sender = sender;
        this.speed = speed;
        this.state = from;
        this.steppedAt = now;
    }

    /**
     * Sends what has become due since the last step, and returns how far that is, once the broker has all of it.
     *
     * @throws IOException when it has not; the same is due again then
     */
    DemoState step(Instant now) throws IOException {
        Instant until = until(now);
        List<FeedEvent> due = feed.between(state.playedUpTo(), until);
        for (FeedEvent event : due) {
            sender.send(event.topic(), event.record());
        }
        sender.flush();
        steppedAt = now;
        state = new DemoState(state.firstDay(), until, state.events() + due.size());
        return state;
    }

    private Instant until(Instant now) {
        Duration since = Duration.between(steppedAt, now);
        Instant until = state.playedUpTo().plusMillis(Math.round(since.toMillis() * speed));
        Instant most = until.isAfter(now) ? now : until;
        return most.isBefore(state.playedUpTo()) ? state.playedUpTo() : most;
    }
}

package org.govbrain.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.ScriptedReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Limits that a silent feed reads when nothing is heard of it any more: in the end it says what it would have said in time. */
class LateLimitsTest {
    private static final double NEVER = 10_000;

    @Test
    void aLongerLimitEndsTheSilenceThatTheShorterOneHadFound() throws Exception {
        late(30, 5, 300);
    }

    @Test
    void aShorterLimitFindsTheSilenceThatWasNone() throws Exception {
        late(300, 5, 30);
    }

    @Test
    void aLimitOfAfterItsLastSignLeavesItAsItIs() throws Exception {
        assertThat(play(30, 15, 300, 60, false)).isEqualTo(play(30, 15, 300, NEVER, false));
    }

    private static void late(int limit, double from, int newLimit) throws Exception {
        FeedSituation inTime = play(limit, from, newLimit, from - 1, false);
        FeedSituation never = play(limit, from, newLimit, NEVER, false);
        assertThat(inTime.silentSince()).as("something to get wrong").isNotEqualTo(never.silentSince());
        assertThat(play(limit, from, newLimit, 60, false)).as("read late").isEqualTo(inTime);
        assertThat(play(limit, from, newLimit, 60, true))
                .as("read with a restart")
                .isEqualTo(inTime);
    }

    /** What stands at minute 100 of a feed whose last sign came at minute 10: the highest revision, as in the index. */
    private static FeedSituation play(int limit, double from, int newLimit, double readAt, boolean restart)
            throws Exception {
        ScriptedReference reference = new ScriptedReference().publish(Instant.EPOCH, policy("one", limit));
        FeedSituation newest = null;
        boolean read = false;
        try (KeyedRun<String, FeedNews, SaidBreach> run = new KeyedRun<>(
                () -> new FollowReferenceOperator<>(
                        new FeedFunction(SituationSettings.live(reference, Duration.ofDays(30)))),
                FeedNews::feedId,
                Types.STRING,
                null)) {
            for (int minute = 0; minute <= 100; minute++) {
                if (minute == 0 || minute == 10) {
                    run.hear(sign(minute));
                }
                if (!read && minute >= readAt) {
                    read = true;
                    reference.publish(FeedFunctionTest.at(from), policy("two", newLimit));
                    if (restart) {
                        newest = highest(newest, run);
                        run.restart();
                    }
                }
                run.passTo(FeedFunctionTest.at(minute + 0.5));
            }
            return Objects.requireNonNull(highest(newest, run));
        }
    }

    private static @Nullable FeedSituation highest(
            @Nullable FeedSituation before, KeyedRun<String, FeedNews, SaidBreach> run) {
        FeedSituation highest = before;
        for (FeedSituation each : run.said(FeedStreams.FEEDS)) {
            highest = highest == null || each.revision() > highest.revision() ? each : highest;
        }
        return highest;
    }

    private static FeedNews sign(double minute) {
        Instant at = FeedFunctionTest.at(minute);
        return FeedNews.signs(FeedHour.of(FeedSigns.event(Stream.PLATFORM, "urban", at, at)));
    }

    private static Map<String, String> policy(String version, int silentAfterMinutes) {
        String text = Objects.requireNonNull(
                ScriptedReference.policy(version, "keep", "10m").get("policy.yaml"));
        String feeds = "feeds:\n  - {stream: platform, silentAfter: %dm}\n".formatted(silentAfterMinutes);
        return Map.of("policy.yaml", text + feeds);
    }
}

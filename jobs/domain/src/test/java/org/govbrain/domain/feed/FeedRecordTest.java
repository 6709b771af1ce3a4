package org.govbrain.domain.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.govbrain.domain.event.Stream;
import org.junit.jupiter.api.Test;

class FeedRecordTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final FeedLimit HALF_AN_HOUR = last -> last.plus(LIMIT);

    @Test
    void aFeedIsSilentFromItsLimitOnUntilTheNextSign() {
        FeedRecord feed = feed(0);
        assertThat(feed.silentSince(at(29.99), HALF_AN_HOUR)).isNull();
        assertThat(feed.silentSince(at(30), HALF_AN_HOUR)).isEqualTo(at(30));
        feed.take(event(50), HALF_AN_HOUR);
        assertThat(feed.silentSince(at(60), HALF_AN_HOUR)).isNull();
        assertThat(feed.gaps).hasSize(1);
    }

    @Test
    void aSourceSystemWhoseNameEndsLikeAllOfThemIsOneOfThem() {
        assertThat(FeedId.isAny(FeedId.of(Stream.PLATFORM, FeedId.ANY))).isTrue();
        assertThat(FeedId.isAny(FeedId.of(Stream.PLATFORM, "12345|*"))).isFalse();
    }

    @Test
    void whatFallsDueInASilenceIsDoubtfulUntilTheFeedHasBeenBackForAsLongAsItMayBeSilent() {
        FeedRecord feed = feed(0);
        assertThat(feed.doubts(at(29), at(29), HALF_AN_HOUR))
                .as("before the limit")
                .isFalse();
        assertThat(feed.doubts(at(40), at(40), HALF_AN_HOUR)).isTrue();
        feed.take(event(50), HALF_AN_HOUR);
        assertThat(feed.doubts(at(40), at(79), HALF_AN_HOUR))
                .as("what it missed comes now")
                .isTrue();
        assertThat(feed.doubts(at(40), at(80), HALF_AN_HOUR)).as("nothing came").isFalse();
        assertThat(feed.doubts(at(51), at(51), HALF_AN_HOUR))
                .as("due when it was back")
                .isFalse();
    }

    @Test
    void aFeedThatNeverGaveASignExcusesNobody() {
        assertThat(new FeedRecord().doubts(at(40), at(40), HALF_AN_HOUR)).isFalse();
    }

    @Test
    void aFeedWithoutALimitIsNeverSilent() {
        FeedRecord feed = new FeedRecord();
        feed.take(event(0), last -> null);
        assertThat(feed.doubts(at(100_000), at(100_000), last -> null)).isFalse();
    }

    @Test
    void aHeartbeatOfTheSourceIsASignOfLifeAndNoEvent() {
        FeedRecord feed = feed(0);
        feed.take(FeedHour.of(FeedSigns.heartbeat(Stream.PLATFORM, "urban", at(20))), HALF_AN_HOUR);
        FeedSituation situation = feed.situation(at(45), HALF_AN_HOUR, 0);
        assertThat(situation).isNotNull();
        assertThat(situation.silentSince()).isNull();
        assertThat(situation.signs().events()).isEqualTo(1);
        assertThat(situation.signs().lastEventAt()).isEqualTo(at(0));
        assertThat(situation.signs().lastHeartbeatAt()).isEqualTo(at(20));
    }

    @Property(seed = "20261126", tries = 300)
    void silencesAreThoseOfTheSortedSignsInWhateverOrderTheyCome(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 600) Integer> minutes,
            @ForAll @IntRange(max = 700) int due,
            @ForAll long seed) {
        List<Integer> shuffled = new ArrayList<>(minutes);
        Collections.shuffle(shuffled, new Random(seed));
        FeedRecord feed = new FeedRecord();
        shuffled.forEach(minute -> feed.take(event(minute), HALF_AN_HOUR));

        TreeSet<Integer> sorted = new TreeSet<>(minutes);
        Integer before = sorted.floor(due);
        Integer after = sorted.higher(due);
        Instant expected = null;
        if (before != null && due - before >= LIMIT.toMinutes()) {
            expected = after == null ? Instant.MAX : at(after + (int) LIMIT.toMinutes());
        }
        assertThat(feed.doubtsUntil(at(due), HALF_AN_HOUR)).isEqualTo(expected);
        FeedSituation situation = feed.situation(at(700), HALF_AN_HOUR, 0);
        assertThat(situation).isNotNull();
        assertThat(situation.signs().events()).isEqualTo(minutes.size());
        int newest = sorted.last();
        assertThat(situation.eventsInHour())
                .isEqualTo(minutes.stream()
                        .filter(minute -> minute / 60 == newest / 60)
                        .count());
    }

    private static FeedRecord feed(double minute) {
        FeedRecord feed = new FeedRecord();
        feed.take(event(minute), HALF_AN_HOUR);
        return feed;
    }

    private static FeedHour event(double minute) {
        return FeedHour.of(
                FeedSigns.event(Stream.PLATFORM, "urban", at(minute), at(minute).plusSeconds(2)));
    }

    private static Instant at(double minute) {
        return TEN.plusMillis(Math.round(minute * 60_000));
    }
}

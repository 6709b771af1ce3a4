package org.govbrain.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedSigns;

class SignsOfHourTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    /** Even numbers are events, odd ones heartbeats; each arrives with a lag of its own. */
    @Property(seed = "20261126", tries = 300)
    void itIsTheSumOfItsSignsAndKnowsWhenTheyWere(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 3_599) Integer> seconds,
            @ForAll @IntRange(max = 30) int before) {
        SignsOfHour sum = new SignsOfHour(Stream.PLATFORM, "urban");
        SignsOfHour earlier = new SignsOfHour(Stream.PLATFORM, "urban");
        FeedSigns expected = null;
        TreeMap<Integer, List<Long>> spans = new TreeMap<>();
        for (int i = 0; i < seconds.size(); i++) {
            int second = seconds.get(i);
            Instant at = TEN.plusSeconds(second);
            Instant receivedAt = at.plusMillis(i);
            SignsOfHour into = i < before ? earlier : sum;
            FeedSigns sign = FeedSigns.event(Stream.PLATFORM, "urban", at, receivedAt);
            if (second % 2 == 0) {
                into.event(at, receivedAt);
            } else {
                into.heartbeat(at);
                sign = FeedSigns.heartbeat(Stream.PLATFORM, "urban", at);
            }
            expected = expected == null ? sign : expected.with(sign);
            spans.computeIfAbsent(second / 10, ten -> new ArrayList<>()).add(at.toEpochMilli());
        }
        if (before > 0) {
            sum.take(earlier.toHour());
        }
        List<Long> ends = new ArrayList<>();
        spans.values().forEach(span -> {
            ends.add(span.stream().min(Long::compare).orElseThrow());
            ends.add(span.stream().max(Long::compare).orElseThrow());
        });
        FeedHour hour = sum.toHour();
        assertThat(hour.sum()).isEqualTo(expected);
        assertThat(hour.spansMs()).isEqualTo(ends);
    }
}

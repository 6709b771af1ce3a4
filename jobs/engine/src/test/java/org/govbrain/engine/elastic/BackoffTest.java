package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, 100, 200", "2, 200, 400", "3, 400, 800", "7, 5000, 10000", "1000000, 5000, 10000"})
    void theWaitDoublesUpToItsMaximumAndHalfOfItIsDrawn(int attempts, long from, long to) {
        assertThat(new Backoff(200, 10_000, 7).delayMs(attempts))
                .as("wait before attempt " + attempts)
                .isBetween(from, to);
    }

    @Property(seed = "20261126")
    void noWaitIsEverOutOfItsBounds(@ForAll @IntRange(min = 1) int attempts, @ForAll long seed) {
        assertThat(new Backoff(200, 10_000, seed).delayMs(attempts))
                .as("an overflow would make a busy loop")
                .isBetween(100L, 10_000L);
    }

    @Test
    void theSameSeedWaitsTheSameAndAnotherSeedDoesNot() {
        assertThat(delays(1)).as("same seed").isEqualTo(delays(1));
        assertThat(delays(2)).as("subtasks must not come back all at once").isNotEqualTo(delays(1));
    }

    private static long[] delays(long seed) {
        Backoff backoff = new Backoff(200, 10_000, seed);
        return IntStream.rangeClosed(1, 8).mapToLong(backoff::delayMs).toArray();
    }
}

package org.govbrain.local.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {
    private static final int TIMES = 4_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.5, 27, 178.5, 700})
    void countsAreOfPoissonWithSmallMeansAndLargeOnes(double mean) {
        int[] counts = IntStream.range(0, TIMES)
                .map(i -> Draws.of(7, "count", mean, i).count(mean))
                .toArray();
        double average = IntStream.of(counts).average().orElseThrow();
        double variance = IntStream.of(counts)
                .mapToDouble(count -> (count - average) * (count - average))
                .average()
                .orElseThrow();

        double error = Math.sqrt(mean / TIMES);
        assertThat(average).as("mean, to five of its errors").isBetween(mean - 5 * error, mean + 5 * error);
        assertThat(variance).as("as large as the mean").isBetween(0.8 * mean, 1.2 * mean);
    }

    @ParameterizedTest
    @ValueSource(doubles = {700.1, Double.POSITIVE_INFINITY, Double.NaN})
    void aMeanOfWhichNoCountCanBeDrawnIsRefused(double mean) {
        assertThatThrownBy(() -> Draws.of(7).count(mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 700");
    }

    @Test
    void nothingHappensNoTimeOnAverage() {
        assertThat(Draws.of(7).count(0)).isZero();
    }
}

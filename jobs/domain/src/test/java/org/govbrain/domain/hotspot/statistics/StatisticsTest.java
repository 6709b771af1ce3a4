package org.govbrain.domain.hotspot.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.govbrain.domain.hotspot.statistics.SpaceTimeGetisOrd.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticsTest {
    private static final int[][] LINE_AND_ISLAND = {{1}, {0, 2}, {1}, {}};

    /** Values of scipy's norm.sf, to 16 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "0.5, 0.3085375387259869",
        "1, 0.15865525393145705",
        "1.959963984540054, 0.025",
        "1.9999, 0.02275553158476718",
        "2.0001, 0.022744733391410532",
        "3, 0.0013498980316300933",
        "3.090232306167813, 0.001",
        "6, 9.865876450376981e-10",
        "10, 7.619853024160525e-24",
        "30, 4.906713927148187e-198"
    })
    void theNormalTailKeepsItsRelativePrecision(double z, double tail) {
        assertThat(NormalDistribution.upperTail(z))
                .as("P(Z >= %s)", z)
                .isCloseTo(tail, Percentage.withPercentage(1e-10));
        assertThat(NormalDistribution.upperTail(-z)).as("P(Z >= -%s)", z).isCloseTo(1.0 - tail, within(1e-15));
        assertThat(NormalDistribution.cumulative(-z)).as("P(Z <= -%s)", z).isEqualTo(NormalDistribution.upperTail(z));
    }

    @Test
    void theNormalTailEndsAtZeroAndNotAtNaN() {
        assertThat(NormalDistribution.twoSidedP(Double.MAX_VALUE)).as("far out").isZero();
        assertThat(NormalDistribution.twoSidedP(0.0)).as("in the middle").isEqualTo(1.0);
    }

    @Property(tries = 200, seed = "4711")
    void thePoissonTailsOfNeighbouringCountsDifferByOneTerm(
            @ForAll @IntRange(min = 0, max = 60) int count, @ForAll @DoubleRange(min = 0.01, max = 50) double mean) {
        double term = Math.exp(-mean);
        for (int k = 1; k <= count; k++) {
            term *= mean / k;
        }
        assertThat(PoissonDistribution.upperTail(count, mean) - PoissonDistribution.upperTail(count + 1, mean))
                .as("P(X = %d)", count)
                .isCloseTo(term, within(1e-12));
    }

    @Test
    void getisOrdIsZeroWhereItIsUndefined() {
        assertThat(GetisOrd.giStar(new double[] {2, 2, 2, 2}, LINE_AND_ISLAND))
                .as("all equal")
                .containsOnly(0.0);
        assertThat(GetisOrd.giStar(new double[4], LINE_AND_ISLAND))
                .as("all zero")
                .containsOnly(0.0);
        assertThat(GetisOrd.giStar(new double[] {5}, new int[][] {{}}))
                .as("one grid")
                .containsExactly(0.0);
        assertThat(GetisOrd.giStar(new double[] {5, 1}, new int[][] {{1}, {0}}))
                .as("all are near")
                .containsOnly(0.0);
        assertThat(GetisOrd.gi(new double[] {0, 0, 0, 9}, LINE_AND_ISLAND)[3])
                .as("island without itself")
                .isZero();
    }

    @Test
    void getisOrdKeepsTheDigitsInWhichLargeValuesDiffer() {
        double[] small = {0, 1, 5, 2};
        double[] large = Arrays.stream(small).map(value -> 1e9 + value).toArray();

        assertThat(GetisOrd.giStar(large, LINE_AND_ISLAND))
                .as("a thousand million more everywhere changes nothing")
                .containsExactly(GetisOrd.giStar(small, LINE_AND_ISLAND), within(1e-9));
        assertThat(GetisOrd.gi(large, LINE_AND_ISLAND))
                .as("nor without the place itself")
                .containsExactly(GetisOrd.gi(small, LINE_AND_ISLAND), within(1e-9));
    }

    @Test
    void anIslandIsComparedByItsOwnValue() {
        assertThat(GetisOrd.giStar(new double[] {0, 0, 0, 9}, LINE_AND_ISLAND)[3])
                .as("z")
                .isCloseTo(1.7320508, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Reference.class)
    void aCubeOfZerosHasNoHotSpots(Reference reference) {
        double[][] z = SpaceTimeGetisOrd.giStar(new double[3][4], LINE_AND_ISLAND, 1, reference);
        assertThat(Arrays.stream(z).flatMapToDouble(Arrays::stream)).as("z").containsOnly(0.0);
    }

    @Property(tries = 200, seed = "4712")
    void spaceTimeGetisOrdIsFiniteForAnyCounts(
            @ForAll @Size(min = 4, max = 24) int[] counts, @ForAll Reference reference) {
        double[][] cube = new double[counts.length / 4][4];
        IntStream.range(0, cube.length * 4).forEach(i -> cube[i / 4][i % 4] = counts[i]);
        double[][] z = SpaceTimeGetisOrd.giStar(cube, LINE_AND_ISLAND, 1, reference);
        assertThat(Arrays.stream(z).flatMapToDouble(Arrays::stream)).as("z").allMatch(Double::isFinite);
    }

    @Property(tries = 200, seed = "4713")
    void earsIsFiniteForAnyCounts(@ForAll @Size(min = 1, max = 20) @IntRange(min = 0, max = 9) int[] counts) {
        double[] series = Arrays.stream(counts).asDoubleStream().toArray();
        Ears.Day day = Ears.DEFAULT.at(series, series.length - 1);
        assertThat(new double[] {day.c1(), day.c2(), day.c3()})
                .as("C1, C2, C3")
                .matches(c -> Arrays.stream(c).allMatch(Double::isFinite));
    }

    @Test
    void aSingleCaseInAnEmptyGridIsNoEarsAlarm() {
        Ears.Day day = Ears.DEFAULT.at(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 11);
        assertThat(day.alarm1() || day.alarm2() || day.alarm3()).as("an alarm").isFalse();
        assertThat(day.c1()).as("C1 with sigma 0.5").isEqualTo(2.0);
    }

    @Test
    void earsSaysWhenItsThirdAlarmIsAnEchoOfTheDaysBefore() {
        Ears.Day day = Ears.DEFAULT.at(new double[] {3, 1, 2, 4, 2, 3, 1, 2, 9, 3, 12, 0}, 11);
        assertThat(day.alarm3()).as("alarm of C3").isTrue();
        assertThat(day.carryOver()).as("carried over").isTrue();
    }

    @Test
    void earsRefusesAFloorOfZero() {
        assertThatThrownBy(() -> new Ears(0.0, 3.0, 2.0)).as("sigma could be 0").hasMessageContaining("minSigma");
    }

    @Test
    void cusumTellsARiseOnceWhenItResets() {
        Cusum cusum = Cusum.poisson(1.76923, 2.65385, 4.0, true);
        double[] counts = {2, 2, 5, 5, 2, 2, 2};
        assertThat(cusum.reference()).as("k").isCloseTo(2.18173, within(1e-5));
        assertThat(Arrays.stream(cusum.of(counts)).filter(s -> s >= 4.0).count())
                .as("alarms")
                .isEqualTo(1);
        assertThat(Arrays.stream(new Cusum(cusum.reference(), 4.0, false).of(counts))
                        .filter(s -> s >= 4.0)
                        .count())
                .as("alarms without reset")
                .isEqualTo(4);
    }

    @Test
    void aFirstHotSliceAfterColdOnesIsWhatThePrecedenceSays() {
        int[] bins = {0, -1, 0, 0, 0, 0, 0, 0, 0, 1};
        assertThat(EmergingRules.LIST_ORDER.patternOf(bins, 0, 1))
                .as("list order")
                .isEqualTo(EmergingPattern.NEW_HOT);
        assertThat(EmergingRules.OSCILLATING_FIRST.patternOf(bins, 0, 1))
                .as("oscillating first")
                .isEqualTo(EmergingPattern.OSCILLATING_HOT);
    }

    @Property(tries = 500, seed = "4714")
    void coldPatternsMirrorHotOnes(
            @ForAll @Size(max = 12) @IntRange(min = -1, max = 1) int[] bins,
            @ForAll @IntRange(min = -3, max = 3) int z) {
        double p = Math.abs(z) > 1 ? 0.01 : 0.5;
        int[] mirrored = Arrays.stream(bins).map(bin -> -bin).toArray();
        assertThat(EmergingRules.LIST_ORDER.patternOf(mirrored, -z, p))
                .as("mirror of %s", Arrays.toString(bins))
                .isEqualTo(EmergingRules.LIST_ORDER.patternOf(bins, z, p).mirror());
    }

    @Test
    void ninetyPercentIsReckonedInWholeNumbers() {
        int[] nineOfTen = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(EmergingRules.LIST_ORDER.patternOf(nineOfTen, 0, 1))
                .as("9 of 10")
                .isEqualTo(EmergingPattern.PERSISTENT_HOT);
        assertThat(EmergingRules.LIST_ORDER.patternOf(new int[0], 0, 1))
                .as("nothing")
                .isEqualTo(EmergingPattern.NONE);
    }

    @Test
    void knoxOfFewerThanTwoEventsSaysNothing() {
        double[] one = {1.0};
        Knox knox = Knox.of(one, one, one, 10, 10);
        assertThat(knox.ratio()).as("ratio").isEqualTo(1.0);
        assertThat(knox.poissonP()).as("p").isEqualTo(1.0);
    }
}

package org.govbrain.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.engine.avro.CorrectionMapper;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.govbrain.schemas.document.CorrectionDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sums of a cell as they are and as they were published; days are those of Shanghai. */
@SuppressWarnings("try") // The harness says that closing could be interrupted.
class IndicatorFunctionTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-03T16:00:00Z");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-04");
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(Map.of());

    @Test
    void whatIsKnownBySixInTheMorningIsPublishedAndWhatComesLaterIsACorrection() throws Exception {
        Said said = new Said();
        try (var sums = sums(true, null)) {
            tell(sums, 23, 23.5, 2);
            tell(sums, 23, 29.9, 1);
            said.take(sums, 29.95);
            assertThat(said.corrections).as("the evening's late records").isEmpty();
            tell(sums, 23, 30, 4);
            said.take(sums, 30.5);
            tell(sums, 23, 40, -1);
            said.take(sums, 41);
        }
        assertThat(said.newest.values())
                .singleElement()
                .satisfies(now ->
                        assertThat(now.counts().counts[0]).as("as corrected").isEqualTo(6));
        assertThat(said.corrections.values()).singleElement().satisfies(correction -> {
            CorrectionDocument document = new CorrectionMapper().toDocument(correction);
            assertThat(document.getCorrectionId()).isEqualTo("2026-03-04T15:00:00Z|G1|||2026-03-05");
            assertThat(document.getKnownOn()).isEqualTo("2026-03-05");
            assertThat(document.getReported())
                    .as("4 more and 1 less, negated: 3 were published")
                    .isEqualTo(-3);
        });
    }

    @Test
    void whatIsHeardAfterARestartBeforeEventTimeGoesOnIsACorrectionAllTheSame() throws Exception {
        Said said = new Said();
        OperatorSubtaskState stored;
        try (var sums = sums(true, null)) {
            tell(sums, 23, 23.5, 2);
            said.take(sums, 31);
            stored = sums.snapshot(1, 1);
        }
        try (var sums = sums(true, stored)) {
            tell(sums, 23, 1);
            said.take(sums, 32);
        }
        assertThat(said.corrections.values())
                .as("one more than was published")
                .singleElement()
                .satisfies(each -> assertThat(each.counts().counts[0]).isEqualTo(-1));
    }

    @Test
    void aCellThatWasSaidWithoutAVersionThatIsReadLateIsSaidAgainWithThePlaceOfItsHour() throws Exception {
        ScriptedReference city = new ScriptedReference().publish(Instant.EPOCH, ScriptedReference.grids("G2"));
        try (var sums = sums(true, city, null)) {
            tell(sums, 22, 23, 1);
            tell(sums, 20, 23, 1);
            sums.processWatermark(at(24).toEpochMilli());
            city.publish(at(21), ScriptedReference.grids("G1", "G2"));
            sums.processWatermark(at(25).toEpochMilli());
            sums.processWatermark(at(26).toEpochMilli());
            assertThat(sums.extractOutputValues())
                    .extracting(
                            said -> said.cell().hourMs() + " " + said.place().gridName() + " " + said.revision())
                    .containsExactlyInAnyOrder(
                            at(20).toEpochMilli() + " null 1",
                            at(22).toEpochMilli() + " null 1",
                            at(22).toEpochMilli() + " Grid G1 2");
        }
    }

    @Test
    void aReplayHearsAllAtOnceAndCorrectsNothing() throws Exception {
        Said said = new Said();
        try (var sums = sums(false, null)) {
            tell(sums, 23, 100, 2);
            said.take(sums, 101);
        }
        assertThat(said.newest).hasSize(1);
        assertThat(said.corrections).isEmpty();
    }

    /** Whatever became known whenever, also ahead of event time, and after a restart before it goes on. */
    @Property(tries = 30, seed = "20261126")
    void theNumbersWithTheLaterCorrectionsAreThoseThatStoodWhenTheyWerePublished(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Map<LocalDate, Map<String, Integer>> published = new TreeMap<>();
        Said said = new Said();
        double hour = 0;
        OperatorSubtaskState stored = null;
        for (int part = 0; part < 2; part++) {
            try (var sums = sums(true, stored)) {
                for (int i = 0; i < 25; i++) {
                    if (part == 0 || i > 2) {
                        hour = Math.round(hour * 10 + random.nextInt(40)) / 10.0;
                        sums.processWatermark(at(hour).toEpochMilli());
                    }
                    int cellHour = random.nextInt((int) hour + 30);
                    int count = random.nextInt(5) - 2;
                    IndicatorCell cell = tell(sums, cellHour, count);
                    for (int day = (int) Math.floor((hour - 6) / 24); day < 10; day++) {
                        published
                                .computeIfAbsent(FIRST_DAY.plusDays(day), each -> new TreeMap<>())
                                .merge(cell.id(), count, Integer::sum);
                    }
                    if (random.nextInt(3) == 0 && (part == 0 || i > 2)) {
                        said.take(sums, hour);
                    }
                }
                stored = sums.snapshot(part, part);
                hour += 0.01;
                said.take(sums, hour);
            }
        }
        published.forEach((day, cells) -> said.newest.forEach((id, now) -> {
            LocalDate own = FIRST_DAY.plusDays((now.cell().hourMs() - MIDNIGHT.toEpochMilli()) / 86_400_000);
            if (!day.isBefore(own)) {
                assertThat(now.counts().counts[0] + said.correctionsAfter(day, id))
                        .as("%s as published with %s", id, day)
                        .isEqualTo(cells.getOrDefault(id, 0));
            }
        }));
    }

    /** The newest of each document. */
    private static final class Said {
        final Map<String, IndicatorSums> newest = new TreeMap<>();
        final Map<String, IndicatorCorrection> corrections = new TreeMap<>();

        void take(KeyedOneInputStreamOperatorTestHarness<String, IndicatorChange, IndicatorSums> sums, double hour)
                throws Exception {
            sums.processWatermark(at(hour).plusSeconds(2).toEpochMilli());
            sums.extractOutputValues().forEach(each -> newest.put(each.cell().id(), each));
            var aside = sums.getSideOutput(IndicatorFunction.CORRECTIONS);
            if (aside != null) {
                aside.forEach(each -> corrections.put(each.getValue().id(), Objects.requireNonNull(each.getValue())));
            }
        }

        int correctionsAfter(LocalDate day, String cellId) {
            return corrections.values().stream()
                    .filter(each ->
                            each.cell().id().equals(cellId) && each.knownOn().isAfter(day))
                    .mapToInt(each -> each.counts().counts[0])
                    .sum();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, IndicatorChange, IndicatorSums> sums(
            boolean publishes, @Nullable OperatorSubtaskState stored) throws Exception {
        return sums(publishes, CITY, stored);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, IndicatorChange, IndicatorSums> sums(
            boolean publishes, ReferenceSource city, @Nullable OperatorSubtaskState stored) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FollowReferenceOperator<>(new IndicatorFunction(city, publishes)),
                IndicatorChange::cellKey,
                Types.STRING);
        harness.setup();
        if (stored != null) {
            harness.initializeState(stored);
        }
        harness.open();
        return harness;
    }

    /** A case adds to the cell of an hour when event time is another. */
    private static IndicatorCell tell(
            KeyedOneInputStreamOperatorTestHarness<String, IndicatorChange, IndicatorSums> sums,
            int cellHour,
            double nowHour,
            int count)
            throws Exception {
        sums.processWatermark(at(nowHour).toEpochMilli());
        return tell(sums, cellHour, count);
    }

    private static IndicatorCell tell(
            KeyedOneInputStreamOperatorTestHarness<String, IndicatorChange, IndicatorSums> sums,
            int cellHour,
            int count)
            throws Exception {
        IndicatorCell cell = new IndicatorCell(at(cellHour).toEpochMilli(), "G1", null, null);
        IndicatorCounts counts = new IndicatorCounts();
        counts.counts[0] = count;
        sums.processElement(new IndicatorChange(cell.id(), cell, counts, 1, 1), 0);
        return cell;
    }

    private static Instant at(double hour) {
        return MIDNIGHT.plus(Duration.ofMillis(Math.round(hour * 3_600_000)));
    }
}

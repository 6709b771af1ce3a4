package org.govbrain.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.bench.report.Figure;
import org.govbrain.local.command.Progress;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void aRatioIsTheMedianOfTheRatiosOfEachRound() {
        // Twice as fast in each of two rounds, however different the rounds; slower in one that went wrong.
        Series floor = series("floor", 100, 10, 50);
        Series job = series("job", 200, 20, 25);
        assertThat(job.speedAgainst(floor)).isEqualTo(2.0);
        assertThat(job.thriftAgainst(floor)).isEqualTo(2.0);
        assertThat(job.median(Sample::perSecond)).isEqualTo(25_000.0);
    }

    @Test
    void theLineOfAFloorIsComparedWithNothing() {
        Series floor = series("floor", 10, 30);
        Figure line = floor.figure("group", "events/s", floor, "");
        assertThat(line.against()).isNull();
        assertThat(line.median()).as("of an even number the middle of the two").isEqualTo(20_000.0);
        assertThat(line.low()).isEqualTo(10_000.0);
        assertThat(line.high()).isEqualTo(30_000.0);
    }

    @Test
    void aSeriesWithoutARunIsRefused() {
        assertThatThrownBy(() -> new Series("nothing", List.of())).hasMessageContaining("nothing");
    }

    @Test
    void candidatesTakeTurnsAndWarmUpsDoNotCount() throws Exception {
        List<String> order = new ArrayList<>();
        Progress progress = new Progress(new PrintWriter(new StringWriter()), InstantSource.fixed(Instant.EPOCH));
        List<Series> series =
                new Interleaved(1, 2, progress).run(List.of(candidate("a", order, 1), candidate("b", order, 2)));
        assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(series)
                .extracting(Series::name, each -> each.samples().size())
                .containsExactly(tuple("a", 2), tuple("b", 2));
    }

    private static Candidate candidate(String name, List<String> order, long units) {
        return new Candidate(name, () -> {
            order.add(name);
            return new Sample(units, 1, 1);
        });
    }

    /** Runs of one millisecond each. */
    private static Series series(String name, long... units) {
        List<Sample> samples = new ArrayList<>();
        for (long each : units) {
            samples.add(new Sample(each, 1, 1));
        }
        return new Series(name, samples);
    }
}

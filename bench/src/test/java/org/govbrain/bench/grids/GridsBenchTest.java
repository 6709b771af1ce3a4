package org.govbrain.bench.grids;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.List;
import org.govbrain.bench.report.Figure;
import org.govbrain.local.command.Progress;
import org.junit.jupiter.api.Test;

class GridsBenchTest {
    @Test
    void aCityOfSquaresIsReadAndItsPointsAreFound() {
        Progress nobody = new Progress(new PrintWriter(Writer.nullWriter()), InstantSource.system());
        assertThat(new GridsBench(List.of(10), 100, 1, nobody).run())
                .as("it fails by itself when points are not found")
                .extracting(Figure::name)
                .containsExactly("10 file", "10 read and check", "10 heap", "10 find a point");
    }
}

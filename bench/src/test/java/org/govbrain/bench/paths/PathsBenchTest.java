package org.govbrain.bench.paths;

import static org.assertj.core.api.Assertions.assertThat;

import org.govbrain.bench.report.Figure;
import org.junit.jupiter.api.Test;

class PathsBenchTest {
    @Test
    void everyStepWorksOnSimulatedDays() {
        assertThat(PathsBench.run(1, 0, 1))
                .as("each fails by itself when nothing comes of it")
                .extracting(Figure::name)
                .containsExactly(
                        "decode and check an event",
                        "locate an event in its grid",
                        "fold a case and read its clocks",
                        "make and encode a case's document");
    }
}

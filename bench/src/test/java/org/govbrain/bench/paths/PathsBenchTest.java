package org.govbrain.bench.paths;

import static org.assertj.core.api.Assertions.assertThat;

import org.govbrain.bench.report.Figure;
import org.junit.jupiter.api.Test;

class PathsBenchTest {
    @Test
    void everyStepWorksOnSimulatedDays() throws Exception {
        assertThat(PathsBench.run(1, 0, 0, 1, 20))
                .as("each fails by itself when it throws")
                .extracting(Figure::name)
                .containsExactly(
                        "decode and check an event",
                        "locate an event in its grid",
                        "fold a case and read its clocks",
                        "make and encode a case's document");
    }
}

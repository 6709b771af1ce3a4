package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.domain.hotspot.Cases.day;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridHotspotsTest {
    private final HotspotBook book = new HotspotBook();

    @Test
    void aGridThatAClusterHasLeftIsToldToo() {
        assertThat(say(2, "G1", "G2"))
                .as("it begins")
                .extracting(GridHotspots::gridId, GridHotspots::active)
                .containsExactly(tuple("G1", 1), tuple("G2", 1));
        assertThat(say(3, "G2", "G3"))
                .as("it moves on")
                .extracting(GridHotspots::gridId, GridHotspots::active)
                .containsExactly(tuple("G1", 0), tuple("G2", 1), tuple("G3", 1));
        assertThat(say(4, "G2", "G3")).as("nothing new").isEmpty();
    }

    private List<GridHotspots> say(int dayOfLook, String... gridIds) {
        List<Hotspot> before = book.active();
        List<SaidHotspot> news = book.say(List.of(cluster(gridIds)), day(dayOfLook), false, day(0));
        return GridHotspots.of("daily/0", before, book.active(), news);
    }

    private static Hotspot cluster(String... gridIds) {
        return Hotspot.of(
                new Finding(
                        Detector.SCAN_PERMUTATION,
                        "cluster",
                        null,
                        List.of(gridIds),
                        List.of(),
                        null,
                        null,
                        day(0),
                        day(1),
                        Evidence.count(5, "test"),
                        List.of(),
                        true,
                        "",
                        "",
                        null,
                        null),
                day(1),
                null);
    }
}

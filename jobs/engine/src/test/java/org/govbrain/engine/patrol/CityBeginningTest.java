package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

class CityBeginningTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    private final CityBeginning beginning = new CityBeginning(city("G1", "G2"));

    @Test
    void everyGridHearsTheHourOfTheFirstEvent() {
        assertThat(beginning.hear(TEN.plusSeconds(1234)))
                .containsExactly(PatrolInput.since("G1", TEN), PatrolInput.since("G2", TEN));
    }

    @Test
    void onlyAnEventOfAnEarlierHourIsNews() {
        beginning.hear(TEN.plusSeconds(1234));
        assertThat(beginning.hear(TEN)).as("the same hour").isEmpty();
        assertThat(beginning.hear(TEN.plusSeconds(9000))).as("a later one").isEmpty();
        assertThat(beginning.hear(TEN.minusMillis(1)))
                .as("an earlier one")
                .extracting(PatrolInput::at)
                .containsOnly(TEN.minusSeconds(3600));
    }

    @Test
    void aGridThatIsAddedHearsItToo() {
        beginning.hear(TEN);
        ReferenceHistory grown = city("G1", "G2")
                .with(TEN.plusSeconds(60), city("G1", "G2", "G3").newest());
        assertThat(beginning.turnTo(grown)).extracting(PatrolInput::gridId).containsExactly("G1", "G2", "G3");
    }

    @Test
    void anotherCityBeginsWithItsOwnEvents() {
        beginning.hear(TEN);
        assertThat(beginning.turnTo(city("H1"))).as("no event of it yet").isEmpty();
        assertThat(beginning.hear(TEN.plusSeconds(7200)))
                .containsExactly(PatrolInput.since("H1", TEN.plusSeconds(7200)));
    }

    private static ReferenceHistory city(String... gridIds) {
        List<String> features = new ArrayList<>();
        for (int i = 0; i < gridIds.length; i++) {
            features.add("""
                    {"type": "Feature", "properties": {"gridId": "%1$s", "name": "%1$s"}, "geometry": {"type": "Polygon",
                     "coordinates": [[[120.%2$s, 30.0], [120.%2$s5, 30.0], [120.%2$s5, 30.1], [120.%2$s, 30.0]]]}}""".formatted(gridIds[i], i));
        }
        String file = "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
        return FixedReferenceSource.of(Map.of("grids.geojson", file.getBytes(StandardCharsets.UTF_8)))
                .follow()
                .history();
    }
}

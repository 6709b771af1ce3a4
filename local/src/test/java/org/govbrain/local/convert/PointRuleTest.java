package org.govbrain.local.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PointRuleTest {
    private static final double NANOMETRES = 1e-12;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "39.908 | 116.397 | 39.908 | 116.397",
                "39.908° | 116.397°E | 39.908 | 116.397",
                "N39.908 | E 116.397 | 39.908 | 116.397",
                "37.75 N | 122.45 w | 37.75 | -122.45",
                "-33.5 | 151.25 | -33.5 | 151.25",
                "-44,00937 | 179,98 | -44.00937 | 179.98",
                "44,5° S | 176°30,6′W | -44.5 | -176.51",
                "33.5°S | 151.25 | -33.5 | 151.25",
                "39°54′ | 116°30' | 39.9 | 116.5",
                "39°54'36\"N | 116°30′0″E | 39.91 | 116.5",
                "北纬39度54分36秒 | 东经116°30’ | 39.91 | 116.5",
                "南纬12.5度 | 西经70度 | -12.5 | -70"
            })
    void degreesAreReadAsPeopleWriteThem(String lat, String lon, double latitude, double longitude)
            throws BadRowException {
        PointRule rule = new PointRule("lat", "lon", false, "WGS84");

        position(rule, Map.of("lat", lat, "lon", lon), latitude, longitude);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | (37.75, -122.45) | 37.75 | -122.45",
                "false | 37.75 -122.45 | 37.75 | -122.45",
                "true | 116.397,39.908 | 39.908 | 116.397",
                "true | [116.397，39.908] | 39.908 | 116.397",
                "true | 116.397°E; 39.908°N | 39.908 | 116.397",
                "false | POINT (116.397 39.908) | 39.908 | 116.397",
                "false | Point(-122.45 37.75) | 37.75 | -122.45"
            })
    void oneColumnHasBoth(boolean lonFirst, String text, double latitude, double longitude) throws BadRowException {
        PointRule rule = new PointRule("at", "at", lonFirst, "WGS84");

        position(rule, Map.of("at", text), latitude, longitude);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "116.397 | 39.908 | latitude 116.397, longitude 39.908; expected at most 90 and 180 degrees (are they swapped in the mapping?)",
                "12900000 | 4800000 | latitude 12900000, longitude 4800000; expected at most 90 and 180 degrees",
                "116.397E | 39.908 | lat = \"116.397E\"; expected a latitude, and this is a longitude (are they swapped in the mapping?)",
                "39.908 | 南纬39度 | lon = \"南纬39度\"; expected a longitude, and this is a latitude (are they swapped in the mapping?)",
                "39°75′ | 116 | lat = \"39°75′\"; expected degrees",
                "-39N | 116 | lat = \"-39N\"; expected degrees",
                "NaN | 116 | lat = \"NaN\"; expected degrees",
                "4,800,000 | 116 | lat = \"4,800,000\"; expected degrees",
                "nowhere | 116 | lat = \"nowhere\"; expected degrees"
            })
    void whatIsNoPositionIsSaidWithItsValue(String lat, String lon, String sentence) {
        PointRule rule = new PointRule("lat", "lon", false, "WGS84");

        assertThatThrownBy(() -> rule.find(row(Map.of("lat", lat, "lon", lon))))
                .as("the whole sentence")
                .hasMessage(sentence);
    }

    @Test
    void whatIsTooLongForAPositionIsNotSearchedForOne() {
        String text = "1" + " ".repeat(2_000_000) + "x y z";
        PointRule rule = new PointRule("at", "at", false, "WGS84");

        assertThatThrownBy(() -> rule.find(row(Map.of("at", text))))
                .hasMessage("at has 2000006 characters; expected degrees in at most 500");
    }

    @Test
    void columnsThatAreRepeatedDoNotMultiplyALongValue() {
        Template template = new Template("{at}".repeat(1_000_000));

        assertThatThrownBy(() -> template.find(row(Map.of("at", "a".repeat(9_000)))))
                .hasMessage("at makes a text of 27000 characters; expected at most 20000");
    }

    private static void position(PointRule rule, Map<String, String> values, double latitude, double longitude)
            throws BadRowException {
        assertThat(rule.find(row(values))).as("%s", values).hasValueSatisfying(position -> {
            assertThat(position.path("lat").asDouble()).isCloseTo(latitude, Assertions.within(NANOMETRES));
            assertThat(position.path("lon").asDouble()).isCloseTo(longitude, Assertions.within(NANOMETRES));
        });
    }

    private static SourceRow row(Map<String, String> values) {
        return new SourceRow() {
            @Override
            public long line() {
                return 1;
            }

            @Override
            public Optional<String> find(String column) {
                return Optional.ofNullable(values.get(column));
            }

            @Override
            public List<SourceRow> each(String column) {
                return List.of();
            }
        };
    }
}

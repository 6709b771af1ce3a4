package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.GridIndex;

/**
 * Any bytes for each parser of a reference file, alone: with the defaults of the other files around it a search gets no
 * further than ten files a second. What can't be read is reported; nothing is thrown.
 */
class ReferenceFilesFuzzTest {
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    /** In the order of the first byte of an input. */
    private static final List<BiConsumer<ReferenceText, Problems>> YAML = List.of(
            CategoriesParser::parse,
            CalendarParser::parse,
            PagingParser::parse,
            SilencesParser::parse,
            (file, problems) -> PolicyParser.parse(file, CalendarFile.none().calendars(), problems),
            (file, problems) -> HotspotsParser.parse(file, CategoryCatalogue.empty(), problems),
            (file, problems) -> RosterParser.parse(file, CalendarFile.none(), BuildingIndex.empty(), problems));

    @FuzzTest(maxDuration = "5m")
    void yaml(byte[] bytes) {
        if (bytes.length > 0) {
            read(YAML.get((bytes[0] & 0xFF) % YAML.size()), Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void geoJson(byte[] bytes) {
        read(GridsParser::parse, bytes);
    }

    @FuzzTest(maxDuration = "5m")
    void csv(byte[] bytes) {
        read((file, problems) -> BuildingsParser.parse(file, GridIndex.empty(), problems), bytes);
    }

    private static void read(BiConsumer<ReferenceText, Problems> parser, byte[] bytes) {
        Problems problems = new Problems();
        ReferenceText.of("file", bytes, problems).ifPresent(text -> parser.accept(text, problems));
        for (Problem problem : problems.listed()) {
            assertThat(problem.toString()).as("a line for a terminal").doesNotContainPattern(OBEYED);
        }
        for (String warning : problems.warnings()) {
            assertThat(warning).as("a line for a terminal").doesNotContainPattern(OBEYED);
        }
    }
}

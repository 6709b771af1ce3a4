package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The recipes of the cookbook on a real Elasticsearch, held against the documents of a city and against the boards. */
class CookbookQueriesTest {
    private static final BoardLibrary LIBRARY = BoardLibrary.load();
    private static final Period.Range PERIOD = Period.THIRTY_DAYS.range(SeededCity.AS_OF, SeededCity.ZONE, 0);
    private static final SeededCity CITY = new SeededCity();

    private static Esql esql;

    /** The case that a reader puts in the place of the cookbook's. */
    private static String late = "";

    @BeforeAll
    static void writeTheCity() throws Exception {
        var elasticsearch = TestElasticsearch.empty();
        esql = new Esql(elasticsearch);
        CITY.writeTo(elasticsearch);
        late = column(values("FROM govbrain-breaches | SORT breach_id | LIMIT 1 | KEEP case_id"), 0)
                .get(0);
    }

    @TestFactory
    Stream<DynamicTest> every_recipe_has_an_answer() {
        return LIBRARY.questions().stream()
                .map(question -> DynamicTest.dynamicTest(
                        question.id(),
                        () -> assertThat(recipe(question.id()).size())
                                .as("rows of a city")
                                .isPositive()));
    }

    @Test
    void whatever_is_late_has_an_owner() {
        JsonNode rows = recipe("who-is-late");
        assertThat(sum(rows, 0))
                .as("open breaches")
                .isEqualTo(CITY.count(
                        "govbrain-breaches",
                        breach -> breach.get("state").asText().equals("open")));
        assertThat(column(rows, 2)).as("owners").doesNotContain("null");
    }

    @Test
    void the_clocks_of_one_case_are_those_of_that_case_alone() {
        assertThat(column(recipe("one-case-clocks"), 0)).containsOnly(late);
    }

    @Test
    void every_case_of_the_period_was_opened_on_one_of_its_days_which_begin_at_the_citys_midnight() {
        JsonNode rows = recipe("daily-trend");
        assertThat(sum(rows, 0)).as("opened").isEqualTo(inPeriod("opened_at"));
        assertThat(sum(rows, 1)).as("closed").isEqualTo(inPeriod("closed_at"));
        assertThat(column(rows, 2)).as("days").allMatch(day -> day.endsWith("T16:00:00.000Z"));
    }

    @Test
    void of_a_campaign_as_much_is_left_as_on_the_board() {
        JsonNode board = values(LIBRARY.findPanel("campaign-left").orElseThrow().query());
        assertThat(sum(recipe("campaign-left"), 5)).isPositive().isEqualTo(sum(board, 3));
    }

    @Test
    void hotspots_are_those_of_the_board() {
        assertThat(recipe("hot-now").size())
                .isEqualTo(values(LIBRARY.findPanel("hotspots-active")
                                .orElseThrow()
                                .query())
                        .path(0)
                        .path(0)
                        .asInt());
    }

    @Test
    void who_is_satisfied_is_what_the_indicators_say_and_a_refused_case_contradicts_nothing() {
        assertThat(sum(recipe("satisfaction"), 1))
                .as("asked")
                .isEqualTo(CITY.count(
                        "govbrain-cases", matter -> matter.has("satisfaction") && isInPeriod(matter, "opened_at")));
        assertThat(column(recipe("doubtful-data"), 1)).containsExactly("grid_disagrees");
    }

    private static long inPeriod(String field) {
        return CITY.count("govbrain-cases", matter -> matter.has(field) && isInPeriod(matter, field));
    }

    private static boolean isInPeriod(JsonNode matter, String field) {
        Instant at = Instant.parse(matter.get(field).asText());
        return !at.isBefore(PERIOD.start()) && !at.isAfter(PERIOD.end());
    }

    private static JsonNode recipe(String id) {
        return values(LIBRARY.questions().stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow()
                .query()
                .replace("C0001", late));
    }

    private static JsonNode values(String query) {
        return esql.ask(
                        query,
                        Map.of(
                                "_tstart",
                                PERIOD.start().toString(),
                                "_tend",
                                PERIOD.end().toString()),
                        Map.of())
                .join()
                .path("values");
    }

    private static long sum(JsonNode rows, int column) {
        return stream(rows)
                .flatMapToLong(row -> LongStream.of(row.path(column).asLong()))
                .sum();
    }

    private static List<String> column(JsonNode rows, int column) {
        return stream(rows).map(row -> row.path(column).asText()).toList();
    }

    private static Stream<JsonNode> stream(JsonNode rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}

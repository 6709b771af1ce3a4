package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.Panel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every query of every panel on a real Elasticsearch, while it is empty and when it holds a city. */
class PanelQueriesTest {
    private static final BoardLibrary LIBRARY = BoardLibrary.load();
    private static final Map<String, JsonNode> WHEN_EMPTY = new HashMap<>();

    @TempDir
    static Path folder;

    private static TestElasticsearch elasticsearch;
    private static Esql esql;

    @BeforeAll
    static void startAndAskWhileEmpty() throws Exception {
        elasticsearch = TestElasticsearch.start(folder);
        esql = new Esql(elasticsearch.url());
        LIBRARY.boards()
                .forEach(board -> board.panels()
                        .forEach(placement -> WHEN_EMPTY.put(
                                placement.panel().id(),
                                ask(board, placement.panel().query()))));
        new SeededCity().writeTo(elasticsearch.url());
    }

    @AfterAll
    static void stop() {
        elasticsearch.close();
    }

    @TestFactory
    Stream<DynamicTest> gives_the_columns_that_its_panel_declares() {
        return everyPanel((board, panel) -> {
            List<String> declared = panel.columns().stream()
                    .map(column -> column.name() + " " + column.type())
                    .toList();
            assertThat(columns(Objects.requireNonNull(WHEN_EMPTY.get(panel.id()))))
                    .as("on empty indices")
                    .isEqualTo(declared);
            JsonNode answer = ask(board, panel.query());
            assertThat(columns(answer)).as("on a city").isEqualTo(declared);
            assertThat(answer.path("values").size()).as("rows of a city").isPositive();
        });
    }

    @TestFactory
    Stream<DynamicTest> drills_to_as_many_documents_as_its_number_says() {
        return everyPanel((board, panel) -> {
            Drill drill = panel.drill();
            if (drill == null) {
                return;
            }
            Listing listing = LIBRARY.findListing(drill.list()).orElseThrow();
            List<String> names = panel.columns().stream().map(Column::name).toList();
            for (JsonNode row : ask(board, panel.query()).path("values")) {
                Map<String, String> filter = new HashMap<>();
                drill.by()
                        .forEach((column, field) -> filter.put(
                                field, row.path(names.indexOf(column)).asText("")));
                JsonNode found = ask(board, listing.count(drill.where()), filter);
                assertThat(found.path("values").path(0).path(0).asLong())
                        .as("documents behind %s of %s", drill.counts(), row)
                        .isEqualTo(row.path(names.indexOf(drill.counts())).asLong());
            }
            assertThat(columns(ask(board, listing.rows(drill.where()))))
                    .as("columns of the list")
                    .isEqualTo(listing.columns().stream()
                            .map(column -> column.name() + " " + column.type())
                            .toList());
        });
    }

    private interface Check {
        void run(Board board, Panel panel);
    }

    private static Stream<DynamicTest> everyPanel(Check check) {
        return LIBRARY.boards().stream()
                .flatMap(board -> board.panels().stream()
                        .map(placement -> DynamicTest.dynamicTest(
                                placement.panel().id(), () -> check.run(board, placement.panel()))));
    }

    private static ObjectNode ask(Board board, String query) {
        return ask(board, query, Map.of());
    }

    private static ObjectNode ask(Board board, String query, Map<String, String> filter) {
        Period.Range range = board.period().range(SeededCity.AS_OF, SeededCity.ZONE, 0);
        return esql.ask(
                        query,
                        Map.of(
                                "_tstart",
                                range.start().toString(),
                                "_tend",
                                range.end().toString()),
                        filter)
                .join();
    }

    private static List<String> columns(JsonNode answer) {
        return StreamSupport.stream(answer.path("columns").spliterator(), false)
                .map(column ->
                        column.path("name").asText() + " " + column.path("type").asText())
                .toList();
    }
}

package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.kibana.KibanaExport;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.Panel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every query of every panel on a real Elasticsearch, while it is empty and when it holds a city. */
class PanelQueriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BoardLibrary LIBRARY = BoardLibrary.load();
    private static final Map<String, JsonNode> WHEN_EMPTY = new HashMap<>();

    /** What each query for Kibana gives; more than half of them are the same in both languages. */
    private static final Map<String, List<String>> IN_KIBANA = new HashMap<>();

    private static final int SOME = 6;

    @TempDir
    static Path folder;

    private static URI elasticsearch;
    private static Esql esql;
    private static Answers answers;

    @BeforeAll
    static void startAndAskWhileEmpty() throws Exception {
        elasticsearch = TestElasticsearch.empty();
        esql = new Esql(elasticsearch);
        answers = new Answers(elasticsearch, Clock.fixed(SeededCity.AS_OF, SeededCity.ZONE), SeededCity.ZONE);
        LIBRARY.boards()
                .forEach(board -> board.panels()
                        .forEach(placement -> WHEN_EMPTY.put(
                                placement.panel().id(),
                                ask(board, placement.panel().query()))));
        new SeededCity().writeTo(elasticsearch);
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
            List<String> names = panel.columns().stream().map(Column::name).toList();
            JsonNode rows = ask(board, panel.query()).path("values");
            for (Drill drill : panel.drills()) {
                for (JsonNode row : some(rows)) {
                    assertThat(found(board, drill, names, row))
                            .as("documents behind %s of %s", drill.counts(), row)
                            .isEqualTo(row.path(names.indexOf(drill.counts())).asLong());
                }
                Listing listing = LIBRARY.findListing(drill.list()).orElseThrow();
                assertThat(columns(ask(board, listing.rows(drill.where()))))
                        .as("columns of the list")
                        .isEqualTo(listing.columns().stream()
                                .map(column -> column.name() + " " + column.type())
                                .toList());
            }
        });
    }

    /** Half a dozen of them, from the first to the last: all rows of a panel are asked for in one way. */
    private static List<JsonNode> some(JsonNode rows) {
        int step = Math.max(1, (rows.size() - 1) / (SOME - 1));
        return IntStream.range(0, rows.size())
                .filter(i -> i % step == 0 || i == rows.size() - 1)
                .mapToObj(rows::path)
                .toList();
    }

    /** The city has a note and a cold spot that are active, beside a hotspot of each kind. */
    @Test
    void the_active_hotspots_are_hot_and_no_notes() {
        Board board = LIBRARY.boards().stream()
                .filter(each -> each.id().equals("hotspots"))
                .findFirst()
                .orElseThrow();
        String active = "FROM govbrain-hotspots | WHERE state == \"active\"";
        long all = count(board, active + " | STATS value = COUNT(*)");
        long notes = count(board, active + " AND detector == \"data-quality\" | STATS value = COUNT(*)");
        long cold = count(board, active + " AND pattern == \"persistent-cold\" | STATS value = COUNT(*)");
        assertThat(List.of(notes, cold)).as("notes and cold spots").doesNotContain(0L);
        Panel headline = board.panels().stream()
                .map(placement -> placement.panel())
                .filter(panel -> panel.id().equals("hotspots-active"))
                .findFirst()
                .orElseThrow();
        assertThat(count(board, headline.query())).as("headline").isPositive().isEqualTo(all - notes - cold);
    }

    /** The first hotspot of the city is twenty days old, and two of the last week are older than a day. */
    @Test
    void new_hotspots_are_told_against_a_usual_day_once_there_is_one() {
        long fresh = new SeededCity()
                .count(
                        "govbrain-hotspots",
                        hotspot -> hotspot.get("detector").asText().matches("(?!data-quality|emerging).*")
                                && Instant.parse(hotspot.get("@timestamp").asText())
                                        .isAfter(SeededCity.AS_OF.minus(Duration.ofDays(1))));
        JsonNode row = values("hotspots", "hotspots-new").path(0);
        assertThat(fresh).as("new ones").isPositive().isEqualTo(row.path(2).asLong());
        assertThat(row.path(0).asDouble()).as("of a usual day").isEqualTo(fresh * 7.0 / 2);
        assertThat(row.path(1).asText()).as("new / usual").isEqualTo(fresh + " / 0.3");
        String query = LIBRARY.findPanel("hotspots-new").orElseThrow().query();
        Instant early = SeededCity.AS_OF.minus(Duration.ofDays(10));
        JsonNode first = ask(new Period.Range(early.minus(Duration.ofDays(30)), early), query, Map.of())
                .path("values")
                .path(0);
        assertThat(first.path(0).isNull())
                .as("nothing is usual in the first days")
                .isTrue();
        assertThat(first.path(1).asText()).isEqualTo("0 / —");
    }

    private static long count(Board board, String query) {
        return ask(board, query).path("values").path(0).path(0).asLong();
    }

    private static long found(Board board, Drill drill, List<String> names, JsonNode row) {
        Map<String, String> narrowed = new HashMap<>();
        drill.by()
                .forEach((column, field) ->
                        narrowed.put(field, row.path(names.indexOf(column)).asText("")));
        drill.made()
                .forEach((column, name) ->
                        narrowed.put(name, row.path(names.indexOf(column)).asText("")));
        Period.Range range = board.period().range(SeededCity.AS_OF, SeededCity.ZONE, 0);
        Listing listing = LIBRARY.findListing(drill.list()).orElseThrow();
        if (drill.members() != null) {
            String key = drill.members().key();
            narrowed.put(key, row.path(names.indexOf(key)).asText());
        }
        DrillQuestion question = answers.question(drill, range, narrowed);
        return esql.ask(listing.count(question.where()), question.parameters(), question.filter())
                .join()
                .path("values")
                .path(0)
                .path(0)
                .asLong();
    }

    /** The city has cases whose only flag is that a platform refused them, and persons who answered a page. */
    @Test
    void a_refused_case_is_no_doubt_and_who_answered_was_told() {
        SeededCity city = new SeededCity();
        assertThat(values("health", "health-flags").path(0).path(2).asLong())
                .as("cases of today with doubtful data")
                .isPositive()
                .isEqualTo(city.count(
                        "govbrain-cases",
                        matter -> SeededCity.isOfToday(matter)
                                && matter.path("flags").path(0).asText().equals("grid_disagrees")));
        long told = 0;
        long missed = 0;
        for (JsonNode level : values("responsibility", "responsibility-levels")) {
            told += level.path(1).asLong();
            missed += level.path(2).asLong();
        }
        assertThat(told + missed)
                .as("each message was told to somebody or missed")
                .isEqualTo(city.count(
                        "govbrain-pages",
                        page -> List.of("step", "skip")
                                .contains(page.get("kind").asText())));
    }

    /** Of the four steps that the city skipped one was in a silence, and one had its time pass while paging was down. */
    @Test
    void nobody_was_on_duty_where_the_roster_has_a_gap() {
        assertThat(values("responsibility", "responsibility-gaps")
                        .path(0)
                        .path(0)
                        .asLong())
                .isEqualTo(2);
    }

    /** The city has a feed whose newest event came two hours late, with a backlog that was read five hours ago. */
    @Test
    void the_lag_of_a_backlog_that_was_read_long_ago_is_none_of_now() {
        assertThat(values("health", "health-lag").path(0).path(0).asDouble())
                .as("longest lag")
                .isEqualTo(0.4);
        assertThat(values("health", "health-feed-list"))
                .as("feeds")
                .hasSize(4)
                .allSatisfy(feed -> assertThat(feed.path(7).isNull())
                        .as("no lag of %s", feed)
                        .isEqualTo(feed.path(2).asText().equals("night")));
    }

    private static JsonNode values(String id, String panel) {
        Board board = LIBRARY.findBoard(id).orElseThrow();
        return ask(board, LIBRARY.findPanel(panel).orElseThrow().query()).path("values");
    }

    /** What is added to a query for Kibana must give what the chart is told of, in either language. */
    @ParameterizedTest
    @EnumSource
    void gives_in_kibana_the_columns_that_the_chart_is_told_of(Language language) throws Exception {
        String file = KibanaExport.ndjson(LIBRARY, KibanaExport.Settings.of(language));
        for (String line : file.lines().toList()) {
            JsonNode object = JSON.readTree(line);
            if (object.path("type").asText().equals("search")) {
                JsonNode source = JSON.readTree(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON")
                        .asText());
                columnsInKibana(source.at("/query/esql").asText());
            }
            for (JsonNode panel :
                    JSON.readTree(object.at("/attributes/panelsJSON").asText("[]"))) {
                JsonNode rows = panel.at("/embeddableConfig/attributes/state/datasourceStates/textBased/layers/rows");
                List<String> told = StreamSupport.stream(rows.path("columns").spliterator(), false)
                        .map(column -> column.path("fieldName").asText() + " "
                                + column.at("/meta/esType").asText())
                        .toList();
                if (!told.isEmpty()) {
                    assertThat(columnsInKibana(rows.at("/query/esql").asText()))
                            .as(
                                    "%s of %s",
                                    panel.path("panelIndex").asText(),
                                    object.path("id").asText())
                            .containsAll(told);
                }
            }
        }
    }

    private static List<String> columnsInKibana(String query) {
        Period.Range range = Period.THIRTY_DAYS.range(SeededCity.AS_OF, SeededCity.ZONE, 0);
        return IN_KIBANA.computeIfAbsent(query, asked -> columns(ask(range, asked, Map.of())));
    }

    /** The check of the file format against real exports, with every query on this Elasticsearch. */
    @Test
    @EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
    void conforms_to_what_real_kibanas_export() throws Exception {
        Path kibana = Path.of(System.getProperty("govbrain.shared", ""), "kibana");
        Path file = Files.writeString(
                folder.resolve("boards.ndjson"), KibanaExport.ndjson(LIBRARY, KibanaExport.Settings.of(Language.ZH)));
        Process check = new ProcessBuilder(
                        "python3",
                        kibana.resolve("conform.py").toString(),
                        file.toString(),
                        "--target",
                        "8.19",
                        "--allow",
                        kibana.resolve("allow.txt").toString(),
                        "--es",
                        elasticsearch.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as("exit code; it said: %s", said).isZero();
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
        return ask(board.period().range(SeededCity.AS_OF, SeededCity.ZONE, 0), query, filter);
    }

    private static ObjectNode ask(Period.Range range, String query, Map<String, String> filter) {
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

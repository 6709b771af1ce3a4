package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.local.browser.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live page in a real browser, on a real Elasticsearch that holds a seeded city. */
@EnabledIf(value = Browser.IS_INSTALLED, disabledReason = Browser.HOW_TO_INSTALL)
class LivePageTest {
    @TempDir
    static Path folder;

    /** The height of the smallest letters that are seen, in points of the screen; charts say theirs. */
    private static final String SMALLEST_LETTERS = """
            (() => {
              const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility === 'visible';
              const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
              const words = [...document.querySelectorAll('#top *, #stage *')].filter((e) => seen(e) && own(e));
              const high = (e) => e.ownerSVGElement
                ? parseFloat(e.getAttribute('font-size')) * e.ownerSVGElement.getScreenCTM().a
                : parseFloat(getComputedStyle(e).fontSize);
              return Math.min(...words.map(high), ...[...document.querySelectorAll('.chart[data-letters]')].map((e) => e.dataset.letters));
            })()""";

    private static final SeededCity CITY = new SeededCity();
    private static URI elasticsearch;
    private static LiveView view;
    private static Browser page;

    @BeforeAll
    static void start() throws Exception {
        elasticsearch = TestElasticsearch.empty();
        CITY.writeTo(elasticsearch);
        Clock clock = Clock.fixed(SeededCity.INDEXED_AT.plusSeconds(7), ZoneOffset.UTC);
        view = LiveView.start(0, elasticsearch, clock, SeededCity.ZONE, Map.of());
        page = Browser.start(folder);
    }

    @AfterAll
    static void stop() {
        page.close();
        view.close();
    }

    @Test
    void shows_the_numbers_of_the_documents() {
        page.resize(1920, 1080, false);
        open("/board/overview");
        assertThat(figure("open-now"))
                .as("open cases")
                .isEqualTo(Long.toString(CITY.count("govbrain-cases", SeededCity::isOpen)));
        long red = CITY.count("govbrain-cases", c -> SeededCity.isOpen(c) && is(c, "light", "red"));
        assertThat(red).as("the city has something to show").isPositive();
        assertThat(figure("overdue-now")).as("overdue cases").isEqualTo(Long.toString(red));
        long today = CITY.count("govbrain-cases", SeededCity::isOfToday);
        assertThat(figure("opened-today"))
                .as("opened since midnight in the city's zone")
                .isEqualTo(Long.toString(today));
        long decided = CITY.count(
                "govbrain-cases",
                c -> SeededCity.isOfToday(c) && (is(c, "accept_state", "met") || is(c, "accept_state", "breached")));
        long met = CITY.count("govbrain-cases", c -> SeededCity.isOfToday(c) && is(c, "accept_state", "met"));
        assertThat(text("#panel-accept-rate .of"))
                .as("numerator and denominator")
                .isEqualTo("按时 " + met + " / 应受理 " + decided);
        assertThat(page.count("#panel-grid-map path.grid.red"))
                .as("red polygons")
                .isEqualTo(CITY.count("govbrain-grids", g -> is(g, "light", "red")));
        assertThat(text("#state .age")).as("age of the data").matches("● 数据 \\d+秒 前");
        assertThat(text("#state .time")).as("the data's own clock").startsWith("14:20:");
    }

    @Test
    void changes_language_and_remembers_it() {
        page.resize(1366, 768, false);
        open("/board/overview");
        assertThat(text("#panel-open-now h2 span")).as("Chinese first").isEqualTo("未结案件");
        page.evaluate("document.querySelector('#tools button').click()");
        assertThat(text("#panel-open-now h2 span")).as("English").isEqualTo("Open cases");
        open("/board/overview");
        assertThat(text("#panel-open-now h2 span")).as("remembered").isEqualTo("Open cases");
        page.evaluate("document.querySelector('#tools button').click()");
    }

    @Test
    void leads_from_a_number_to_its_cases_and_from_a_case_to_why() {
        page.resize(1366, 768, false);
        open("/board/overview");
        page.evaluate("document.querySelector('#panel-overdue-now a').click()");
        page.awaitTrue("document.querySelectorAll('#list-overdue-now tbody tr').length > 0");
        long red = CITY.count("govbrain-cases", c -> SeededCity.isOpen(c) && is(c, "light", "red"));
        assertThat(page.count("#list-overdue-now tbody tr"))
                .as("rows of the list")
                .isEqualTo(red);
        page.evaluate("document.querySelector('#list-overdue-now tbody tr').click()");
        page.awaitTrue("document.querySelectorAll('.case .reasons li').length > 0");
        assertThat(text(".case .reasons")).as("the breach of the case").contains("未完成");
        assertThat(page.errors()).as("nothing in the console").isEmpty();
    }

    /** The row itself leads to what is open in its community. */
    @Test
    void leads_from_each_number_of_a_row_to_its_own_documents() {
        page.resize(1920, 1080, false);
        open("/board/grids");
        page.awaitTrue("document.querySelectorAll('#panel-grids-communities tbody tr').length > 0");
        String overdue = "document.querySelector('#panel-grids-communities tbody tr').cells[3]";
        String number = page.evaluate(overdue + ".textContent").asText();
        page.evaluate(overdue + ".click()");
        page.awaitTrue(
                "document.querySelectorAll('[id=\"list-grids-communities.overdue_cases\"] tbody tr').length > 0");
        assertThat(page.count("[id=\"list-grids-communities.overdue_cases\"] tbody tr"))
                .as("rows of the list")
                .isEqualTo(Long.parseLong(number));
    }

    @Test
    void leads_from_a_hotspot_to_the_cases_that_it_names() {
        page.resize(1920, 1080, false);
        open("/board/hotspots");
        page.awaitTrue("document.querySelectorAll('#panel-hotspots-list tbody tr').length > 0");
        page.evaluate("document.querySelector('#panel-hotspots-list tbody tr').cells[2].click()");
        page.awaitTrue("document.querySelectorAll('[id=\"list-hotspots-list.cases\"] tbody tr').length > 0");
        assertThat(page.count("[id=\"list-hotspots-list.cases\"] tbody tr"))
                .as("its seven cases")
                .isEqualTo(7);
    }

    @Test
    void leads_from_an_hour_to_the_cases_that_were_opened_in_it() {
        page.resize(1366, 768, false);
        open("/list/today-by-hour?opened_at=2026-03-20T01:00:00.000Z%7C%7C%2Fh");
        long hour =
                CITY.count("govbrain-cases", c -> c.path("opened_at").asText().startsWith("2026-03-20T01:"));
        assertThat(hour).as("cases of nine o'clock in the city").isPositive();
        assertThat(page.count("#list-today-by-hour tbody tr"))
                .as("rows of the list")
                .isEqualTo(hour);
        assertThat(text("#list-today-by-hour h2"))
                .as("the hour in the city's zone")
                .contains("09:00");
    }

    @ParameterizedTest
    @CsvSource({
        "zh, 这里没有叫“colour”的筛选，可用的有：community_name、grid_name、shift。",
        "en, 'There is no filter colour here; there are: community_name, grid_name, shift.'"
    })
    void says_which_filter_of_an_address_is_unknown(String language, String sentence) {
        page.resize(1366, 768, false);
        open("/board/overview");
        page.evaluate("localStorage.setItem('govbrain.language', '" + language + "')");
        open("/board/grids?colour=red");
        page.awaitTrue("document.querySelectorAll('.lost').length > 0");
        assertThat(text(".lost")).as("what is wrong with the address").isEqualTo(sentence);
        assertThat(text("#state .age")).as("the connection is well").doesNotContain("中断", "lost");
        assertThat(page.errors()).as("what was refused").allMatch(error -> error.contains("400"));
        page.evaluate("localStorage.removeItem('govbrain.language')");
    }

    @Test
    void writes_the_two_lines_of_a_gauge_below_each_other_however_large_the_screen_is() {
        page.resize(3840, 2160, false);
        open("/board/campaign");
        JsonNode lines = page.evaluate("[...document.querySelectorAll('#panel-campaign-goal *')]"
                + ".map((e) => echarts.getInstanceByDom(e)).find(Boolean).getOption().series[0].detail");
        assertThat(lines.path("lineHeight").asDouble())
                .isGreaterThan(lines.path("fontSize").asDouble());
    }

    @Test
    void says_how_old_the_data_of_each_panel_is() throws Exception {
        page.resize(1366, 768, false);
        open("/board/overview");
        assertThat(text("#panel-open-now .old")).as("age").matches("\\d+秒");
        assertThat(page.count("#stage .old.red")).as("stale panels").isZero();
        Clock later = Clock.fixed(SeededCity.INDEXED_AT.plusSeconds(180), ZoneOffset.UTC);
        try (LiveView stale = LiveView.start(0, elasticsearch, later, SeededCity.ZONE, Map.of())) {
            page.openView(stale.url(), "/board/overview");
            assertThat(page.count("#stage .old.red")).as("stale panels").isEqualTo(page.count("#stage .panel"));
            assertThat(text("#panel-open-now .old")).as("age").isEqualTo("▲ 3分");
        }
    }

    @Test
    void shows_on_the_map_what_is_switched_on_and_colours_it_by_any_figure() {
        page.resize(1366, 768, false);
        open("/board/grids");
        assertThat(page.count("#panel-grids-map [data-layer] > *"))
                .as("nothing at first")
                .isZero();
        press("#panel-grids-map .switch", "隐患");
        page.awaitTrue("document.querySelectorAll('#panel-grids-map [data-layer=hazards] .point').length > 0");
        assertThat(page.count("#panel-grids-map [data-layer=hazards] .point"))
                .as("one point for each open case")
                .isEqualTo(CITY.count("govbrain-cases", SeededCity::isOpen));
        press("#panel-grids-map .switch", "楼栋");
        page.awaitTrue("document.querySelectorAll('#panel-grids-map [data-layer=buildings] .point').length > 0");
        assertThat(page.count("#panel-grids-map [data-layer=buildings] .point"))
                .as("one for each building that stands")
                .isEqualTo(
                        CITY.count("govbrain-buildings", b -> !b.get("retired").asBoolean()));
        page.evaluate("(() => { const s = document.querySelector('#panel-grids-map select');"
                + " s.value = 'light'; s.dispatchEvent(new Event('change')); })()");
        assertThat(page.count("#panel-grids-map path.grid.red"))
                .as("red grids, once coloured by light")
                .isEqualTo(CITY.count("govbrain-grids", g -> is(g, "light", "red")));
        page.evaluate("localStorage.removeItem('govbrain.map.grids-map')");
        open("/board/hotspots");
        page.awaitTrue("document.querySelectorAll('#panel-hotspots-map .cluster').length > 0");
        assertThat(page.count("#panel-hotspots-map .cluster"))
                .as("an outline for each active hotspot that is worth a page")
                .isPositive()
                .isEqualTo(CITY.count(
                        "govbrain-hotspots",
                        h -> is(h, "state", "active") && h.get("pageable").asBoolean()));
        assertThat(page.errors()).as("nothing in the console").isEmpty();
    }

    @Test
    void begins_as_a_dark_rotating_wall_by_its_address() {
        page.resize(1920, 1080, false);
        page.openView(view.url().resolve("/?wall=1"), "/board/overview");
        assertThat(page.count("body.wall")).as("a wall").isEqualTo(1);
        assertThat(page.evaluate("document.documentElement.dataset.theme").asText())
                .as("dark")
                .isEqualTo("dark");
        assertThat(page.cutOff()).as("cut off in large letters").isEmpty();
        assertThat(page.errors()).as("the full screen is not asked for in vain").isEmpty();
    }

    /**
     * A wall of 55 inches with 3840 x 2160 points has 0.317 mm a point; a Chinese character fills 0.88 of its font's height. From
     * five metres, a height of h mm is seen under atan(h / 5000). ISO 9241-303 calls 16 arc minutes the least for comfort.
     */
    @Test
    void is_read_from_five_metres_on_a_wall_of_55_inches() {
        page.resize(3840, 2160, false);
        page.openView(view.url().resolve("/?wall=1"), "/board/overview");
        page.awaitTrue("document.querySelectorAll('.chart[data-letters]').length > 0");
        double widthMm = 55 * 25.4 * 16 / Math.hypot(16, 9);
        double heightMm = page.evaluate(SMALLEST_LETTERS).asDouble() * 0.88 * widthMm / 3840;
        assertThat(Math.toDegrees(Math.atan(heightMm / 5000)) * 60)
                .as("arc minutes of the smallest letters")
                .isGreaterThanOrEqualTo(15);
        assertThat(page.cutOff()).as("cut off in large letters").isEmpty();
        assertThat(page.count("#panel-newest-breaches tbody tr"))
                .as("what is wrong, where, whose")
                .isPositive();
    }

    /** In one language each board is opened on a desk, in the other on a phone, and then carried from screen to screen. */
    @ParameterizedTest
    @CsvSource({"zh, 1366", "en, 390"})
    void stands_whole_on_every_screen_in_both_languages(String language, int first) throws Exception {
        open("/board/overview");
        page.evaluate("localStorage.setItem('govbrain.language', '" + language + "')");
        open("/list/open-now");
        for (Board board : BoardLibrary.load().boards()) {
            resize(first);
            page.go("/board/" + board.id());
            for (int width : first == 390 ? new int[] {390, 1366, 1920, 3840} : new int[] {1366, 1920, 3840, 390}) {
                resize(width);
                if (Boolean.getBoolean("govbrain.screenshots")) {
                    page.screenshot(Files.createDirectories(Path.of("target/screenshots"))
                            .resolve(board.id() + "-" + language + "-" + width + ".png"));
                }
                assertThat(page.cutOff())
                        .as("cut off on %s at %d in %s", board.id(), width, language)
                        .isEmpty();
            }
            assertThat(page.evaluate("[...document.querySelectorAll('.body.is-wrong')].map((e) => e.title)"))
                    .as("failed panels of %s", board.id())
                    .isEmpty();
        }
        page.evaluate("localStorage.removeItem('govbrain.language')");
        assertThat(page.errors()).as("nothing in the console").isEmpty();
    }

    private static void resize(int width) {
        page.resize(width, width == 390 ? 844 : width == 1366 ? 768 : width * 9 / 16, width == 390);
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    private static void open(String where) {
        page.openView(view.url(), where);
    }

    private static void press(String buttons, String words) {
        page.evaluate("[...document.querySelectorAll('" + buttons + "')].find((b) => b.textContent === '" + words
                + "').click()");
    }

    private static String figure(String panel) {
        return text("#panel-" + panel + " .number");
    }

    private static String text(String selector) {
        return page.text(selector);
    }

    private static boolean is(ObjectNode document, String field, String value) {
        return document.path(field).asText().equals(value);
    }
}

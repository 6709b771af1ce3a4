package org.govbrain.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.local.browser.Browser;
import org.govbrain.local.console.Esql;
import org.govbrain.local.console.SeededCity;
import org.govbrain.local.console.TestElasticsearch;
import org.govbrain.local.report.ReportCommand.Kind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bulletins of a seeded city, on a real Elasticsearch. */
class BulletinTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 20);

    @TempDir
    static Path folder;

    private static final SeededCity CITY = new SeededCity();
    private static URI elasticsearch;
    private static Esql esql;

    @BeforeAll
    static void start() throws Exception {
        elasticsearch = TestElasticsearch.empty();
        CITY.writeTo(elasticsearch);
        esql = new Esql(elasticsearch);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_period_gives_the_same_bytes(Kind kind) throws IOException {
        String first = Files.readString(write(kind, "first", Language.ZH));
        assertThat(first).as("written again").isEqualTo(Files.readString(write(kind, "again", Language.ZH)));
        assertThat(first).as("Chinese first").contains("治理通报", "更正后口径");
        assertThat(Files.readString(write(kind, "first", Language.EN)))
                .as("in English")
                .contains("Governance bulletin");
    }

    @Test
    void a_week_tells_its_cases_and_those_of_the_week_before() throws IOException {
        String page = Files.readString(write(Kind.WEEKLY, "week", Language.ZH));
        assertThat(page).as("its days").contains("2026-03-16 至 2026-03-22");
        assertThat(page).as("this week's cases").contains("本期</td><td class=\"figure\">" + opened(16, 22) + "</td>");
        assertThat(page).as("last week's").contains("上期</td><td class=\"figure\">" + opened(9, 15) + "</td>");
        long met = accepted("met");
        assertThat(page)
                .as("a rate with numerator and denominator")
                .contains("按时 " + met + " / 应办 " + (met + accepted("breached")));
    }

    /** Spring Festival was on 2026-02-17 and is on 2027-02-06; the dates of a year ago are other days of life. */
    @Test
    void the_day_of_spring_festival_is_compared_with_that_of_the_year_before() throws Exception {
        Map<String, Integer> cases = new LinkedHashMap<>();
        cases.put("2027-02-06", 3);
        cases.put("2027-02-05", 4);
        cases.put("2026-02-06", 1);
        cases.put("2026-02-17", 2);
        cases.put("2027-07-06", 5);
        cases.put("2026-07-07", 6);
        index(cases);
        assertThat(compared("2027-02-06"))
                .as("Spring Festival")
                .isEqualTo(Map.of("1-this", 3L, "2-before", 4L, "3-year", 1L, "4-aligned", 2L));
        assertThat(compared("2027-07-06"))
                .as("a Tuesday of summer, with the Tuesday 364 days before")
                .isEqualTo(Map.of("1-this", 5L, "4-aligned", 6L));
    }

    /** Ten were due and twelve opened, two of them told late; eight of them were known to be in time when the day was published, and one more two days later. */
    @Test
    void rates_and_counts_are_told_as_published_and_as_corrected() throws Exception {
        String at = "{\"@timestamp\":\"2025-06-10T02:00:00Z\",";
        send("{\"index\":{\"_index\":\"govbrain-indicators\"}}\n" + at
                + "\"reported\":12,\"accept_numerator\":9,\"accept_denominator\":10}\n"
                + "{\"index\":{\"_index\":\"govbrain-corrections\"}}\n" + at
                + "\"known_on\":\"2025-06-12\",\"reported\":-2,\"accept_numerator\":-1,\"accept_denominator\":0}\n"
                + "{\"index\":{\"_index\":\"govbrain-corrections\"}}\n" + at
                + "\"known_on\":\"2025-06-10\",\"accept_numerator\":-4,\"accept_denominator\":-4}\n");
        Path page = ReportCommand.write(
                Kind.DAILY,
                LocalDate.of(2025, 6, 10),
                Language.ZH,
                folder.resolve("published"),
                esql,
                SeededCity.ZONE,
                Map.of());
        assertThat(Files.readString(page))
                .as("published, corrected")
                .contains("80.0%</td><td>8 / 10</td><td class=\"figure\">90.0%</td><td>9 / 10</td>")
                .contains("有效上报</td><td class=\"figure\">10</td><td class=\"figure\">12</td>")
                .contains("◆ 90.0%</b><span>按时 9 / 应办 10</span><span>发布数：按时 8 / 应办 10</span>");
        assertThat(section(page, "与上期和去年同期相比")).as("corrected").contains("◆ 90.0%</td><td>9 / 10</td>");
        assertThat(section(page, "与上期和去年同期相比：发布数")).as("published").contains("▲ 80.0%</td><td>8 / 10</td>");
    }

    /**
     * Of three cases one was published in another category, and one was told three days late; of two missed deadlines one has been
     * withdrawn since, and the other was said to be done only later. What had been amended by the day itself is in what was published.
     */
    @Test
    void comparisons_by_category_community_and_owner_are_told_as_published() throws Exception {
        String at = "\"@timestamp\":\"2025-07-10T02:00:00Z\",";
        StringBuilder bulk = new StringBuilder();
        int number = 0;
        for (String group : List.of("noise", "waste", "waste")) {
            bulk.append(document(
                    "cases",
                    at + "\"case_id\":\"C" + number + "\",\"urgency\":\"" + (number++ == 0 ? "urgent" : "routine")
                            + "\",\"opened_at\":\"2025-07-10T02:00:00Z\",\"community_name\":\"East\",\"category_group\":\""
                            + group + "\""));
        }
        String amended = at + "\"community_name\":\"East\",\"known_on\":\"2025-07-1";
        bulk.append(
                document(
                        "breaches",
                        at + "\"breach_id\":\"B1\",\"state\":\"resolved\",\"community_name\":\"East\","
                                + "\"owner_id\":\"urban\",\"due_at\":\"2025-07-10T02:00:00Z\",\"stopped_at\":\"2025-07-10T03:00:00Z\""));
        bulk.append(
                document(
                        "breaches",
                        at
                                + "\"breach_id\":\"B3\",\"state\":\"open\",\"owner_id\":\"market\",\"due_at\":\"2025-07-10T02:00:00Z\""));
        String category = ",\"case_id\":\"C0\",\"fact\":\"case\",\"category_group\":";
        bulk.append(document("amendments", amended + "2\",\"weight\":1" + category + "\"parking\""));
        bulk.append(
                document("amendments", amended + "2\",\"weight\":-1" + category + "\"noise\",\"urgency\":\"urgent\""));
        bulk.append(document("amendments", amended + "3\",\"weight\":-1" + category + "\"waste\""));
        bulk.append(document("amendments", amended + "0\",\"weight\":-1" + category + "\"waste\""));
        String owner = "\"owner_id\":\"urban\",\"breach_id\":";
        bulk.append(document("amendments", amended + "1\",\"weight\":1,\"fact\":\"breach\"," + owner + "\"B2\""));
        bulk.append(document(
                "amendments",
                amended + "1\",\"weight\":-1,\"fact\":\"stop\"," + owner
                        + "\"B1\",\"stopped_at\":\"2025-07-10T03:00:00Z\""));
        send(bulk.toString());
        Path page = ReportCommand.write(
                Kind.DAILY,
                LocalDate.of(2025, 7, 10),
                Language.ZH,
                folder.resolve("compared"),
                esql,
                SeededCity.ZONE,
                Map.of());
        assertThat(Files.readString(page))
                .as("as published, as corrected")
                .contains(row("noise", 0, 1), row("parking", 1, 0), row("waste", 1, 2))
                .contains("East</td>" + figures(2, 3, 0) + "<td class=\"figure\">—</td>" + figures(2, 1, 0))
                .contains("urban</td>" + figures(2, 2, 0, 1) + "</tr>")
                .contains("market</td>" + figures(1, 1, 0, 1) + "</tr>");
        assertThat(section(page, "与上期和去年同期相比"))
                .as("cases, emergencies, breaches as corrected")
                .contains("本期</td>" + figures(3, 1, 2));
        assertThat(section(page, "与上期和去年同期相比：发布数")).as("as published").contains("本期</td>" + figures(2, 0, 3));
        assertThat(section(page, "逐时立案")).as("at ten o'clock, as corrected").contains("<tr>" + figures(10, 3));
        assertThat(section(page, "逐时立案：发布数")).as("as published").contains("<tr>" + figures(10, 2));
    }

    /**
     * One that was closed in time but told late, one that was closed and has been reopened, one that was told late, one of which the
     * category has changed, one that was called off later on; and one that is simply open.
     */
    @Test
    void the_oldest_cases_are_named_as_published_and_as_corrected() throws Exception {
        String later = "\"known_on\":\"2025-08-12\",";
        send(open("C-OPEN", 1, "\"open\":true")
                + open("C-CLOSED", 2, "\"open\":false,\"closed_at\":\"2025-08-10T05:00:00Z\"")
                + amended(
                        "C-CLOSED", 2, later + "\"fact\":\"end\",\"weight\":-1,\"stopped_at\":\"2025-08-10T05:00:00Z\"")
                + open("C-REOPENED", 3, "\"open\":true")
                + amended(
                        "C-REOPENED",
                        3,
                        later + "\"fact\":\"end\",\"weight\":1,\"stopped_at\":\"2025-08-09T05:00:00Z\"")
                + open("C-TOLD-LATE", 4, "\"open\":true")
                + amended("C-TOLD-LATE", 4, later + "\"fact\":\"case\",\"weight\":-1")
                + open("C-MOVED", 5, "\"open\":true,\"category_group\":\"waste\"")
                + amended("C-MOVED", 5, later + "\"fact\":\"case\",\"weight\":1,\"category_group\":\"noise\"")
                + amended("C-MOVED", 5, later + "\"fact\":\"case\",\"weight\":-1,\"category_group\":\"waste\"")
                + open("C-CALLED-OFF", 6, "\"open\":false,\"last_event_at\":\"2025-08-12T05:00:00Z\"")
                + open("C-GONE", 7, "\"open\":false,\"last_event_at\":\"2025-08-09T05:00:00Z\""));
        Path page = ReportCommand.write(
                Kind.DAILY,
                LocalDate.of(2025, 8, 10),
                Language.ZH,
                folder.resolve("oldest"),
                esql,
                SeededCity.ZONE,
                Map.of());
        assertThat(named(section(page, "拖得最久的案件")))
                .as("as corrected")
                .containsExactly("C-OPEN", "C-REOPENED", "C-TOLD-LATE", "C-MOVED", "C-CALLED-OFF");
        String published = section(page, "拖得最久的案件：发布数");
        assertThat(named(published))
                .as("as published")
                .containsExactly("C-OPEN", "C-CLOSED", "C-MOVED", "C-CALLED-OFF");
        assertThat(published).as("its category of then").contains("noise").doesNotContain("waste");
    }

    private static String open(String id, int day, String fields) {
        String opened = "2025-08-0" + day + "T02:00:00Z\"";
        return document(
                "cases",
                "\"case_id\":\"" + id + "\",\"@timestamp\":\"" + opened + ",\"opened_at\":\"" + opened + "," + fields);
    }

    private static String amended(String id, int day, String fields) {
        return document(
                "amendments", "\"case_id\":\"" + id + "\",\"@timestamp\":\"2025-08-0" + day + "T02:00:00Z\"," + fields);
    }

    private static List<String> named(String section) {
        return Pattern.compile(">(C-[A-Z-]+)<")
                .matcher(section)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** What stands under a heading. */
    private static String section(Path page, String title) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf("<h2>" + title + "</h2>");
        assertThat(start).as("heading %s", title).isPositive();
        return text.substring(start, text.indexOf("</section>", start));
    }

    private static String row(String group, int published, int corrected) {
        return group + "</td>" + figures(published, corrected);
    }

    private static String figures(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> "<td class=\"figure\">" + number + "</td>")
                .collect(Collectors.joining());
    }

    private static String document(String index, String fields) {
        return "{\"index\":{\"_index\":\"govbrain-" + index + "\"}}\n{" + fields + "}\n";
    }

    @Test
    @EnabledIf(value = Browser.IS_INSTALLED, disabledReason = Browser.HOW_TO_INSTALL)
    void a_pdf_is_dated_by_its_period_and_not_by_the_clock() throws Exception {
        Path pdf = folder.resolve("daily.pdf");
        PdfPrinter.find().orElseThrow().print(write(Kind.DAILY, "pdf", Language.ZH), pdf, SeededCity.AS_OF);
        String printed = Files.readString(pdf, StandardCharsets.ISO_8859_1);
        assertThat(printed).as("a PDF").startsWith("%PDF-").contains("%%EOF");
        assertThat(printed).as("its dates").contains("/CreationDate (D:20260320062000", "/ModDate (D:20260320062000");
    }

    @Test
    void a_pdf_says_nothing_of_the_nodes_by_which_chromium_knew_the_page() {
        String first =
                "/ID (node00000034) /ID (node00000035) /Headers [(node00000034)] /CreationDate (D:20260101000000";
        String again =
                "/ID (node00000033) /ID (node00000034) /Headers [(node00000033)] /CreationDate (D:20260202000000";
        assertThat(PdfPrinter.dated(first.getBytes(StandardCharsets.ISO_8859_1), SeededCity.AS_OF))
                .as("printed again")
                .isEqualTo(PdfPrinter.dated(again.getBytes(StandardCharsets.ISO_8859_1), SeededCity.AS_OF));
    }

    private static Path write(Kind kind, String name, Language language) throws IOException {
        return ReportCommand.write(
                kind, FRIDAY, language, folder.resolve(name + kind), esql, SeededCity.ZONE, Map.of());
    }

    private static long opened(int firstOfMarch, int lastOfMarch) {
        return CITY.count("govbrain-cases", c -> isOf(c, firstOfMarch, lastOfMarch));
    }

    private static long accepted(String state) {
        return CITY.count(
                "govbrain-cases",
                c -> isOf(c, 16, 22) && c.path("accept_state").asText().equals(state));
    }

    private static boolean isOf(ObjectNode matter, int firstOfMarch, int lastOfMarch) {
        LocalDate day =
                LocalDate.ofInstant(Instant.parse(matter.get("opened_at").asText()), SeededCity.ZONE);
        return !day.isBefore(LocalDate.of(2026, 3, firstOfMarch)) && !day.isAfter(LocalDate.of(2026, 3, lastOfMarch));
    }

    private static Map<String, Long> compared(String day) {
        Board board = BoardLibrary.load().findBoard("day").orElseThrow();
        Instant next =
                LocalDate.parse(day).plusDays(1).atStartOfDay(SeededCity.ZONE).toInstant();
        Period.Range range = board.period().range(next, SeededCity.ZONE, -1);
        String query = board.panels().stream()
                .map(Placement::panel)
                .filter(panel -> panel.id().equals("day-compared"))
                .findFirst()
                .orElseThrow()
                .query();
        Map<String, String> parameters =
                Map.of("_tstart", range.start().toString(), "_tend", range.end().toString());
        Map<String, Long> opened = new LinkedHashMap<>();
        for (JsonNode row : esql.ask(query, parameters, Map.of()).join().path("values")) {
            opened.put(row.path(0).asText(), row.path(1).asLong());
        }
        return opened;
    }

    private static void index(Map<String, Integer> casesByDay) throws IOException, InterruptedException {
        StringBuilder bulk = new StringBuilder();
        casesByDay.forEach((day, count) -> {
            for (int i = 0; i < count; i++) {
                String at = day + "T10:0" + i + ":00+08:00";
                bulk.append("{\"index\":{\"_index\":\"govbrain-cases\"}}\n{\"case_id\":\"")
                        .append(day)
                        .append(i)
                        .append("\",\"open\":false,\"@timestamp\":\"")
                        .append(at)
                        .append("\",\"opened_at\":\"")
                        .append(at)
                        .append("\"}\n");
            }
        });
        send(bulk.toString());
    }

    private static void send(String bulk) throws IOException, InterruptedException {
        URI address = elasticsearch.resolve("/_bulk?refresh=true");
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString(bulk))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(answer).as("every document is indexed").contains("\"errors\":false");
    }
}

package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.board.Question;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;
import org.jspecify.annotations.Nullable;

/**
 * Everything of the library as saved objects: data views, a tag, saved searches of the documents behind each number and of the
 * cookbook, a dashboard for each list and one for each board. Equal input gives equal bytes, and equal ids whatever the language, so
 * importing again replaces what an earlier import made.
 */
public final class KibanaExport {
    static final String TAG = "govbrain";
    private static final List<String> CONTROLS_OF_LISTS =
            List.of("community_name", "grid_name", "department_id", "light", "state", "clock", "detector", "reason");

    private static final int LETTERS_OF_A_LINE = 180;
    /** Where a link of Markdown leads, which is not shown. */
    private static final Pattern ADDRESS = Pattern.compile("]\\([^)]*\\)");

    private final BoardLibrary library;
    private final Settings settings;
    private final Words words;
    private final List<ObjectNode> objects = new ArrayList<>();

    /**
     * What differs between two exports.
     *
     * @param polygons GeoJSON features with {@code grid_id}, {@code grid_name} and {@code community_name}, kept in the maps for a
     *     cluster without {@code geo_shape}; null to draw them from the index
     * @param cityWords words for the city's own codes: field to code to words
     */
    public record Settings(Language language, @Nullable JsonNode polygons, Map<String, Map<String, Text>> cityWords) {
        /** Polygons from the index, codes of the city as they are. */
        public static Settings of(Language language) {
            return new Settings(language, null, Map.of());
        }
    }

    private KibanaExport(BoardLibrary library, Settings settings) {
        this.library = library;
        this.settings = settings;
        this.words = new Words(library.labels(), settings.cityWords());
    }

    /** The whole file: one saved object a line. */
    public static String ndjson(BoardLibrary library, Settings settings) {
        return new KibanaExport(library, settings)
                .made().stream().map(object -> object + "\n").collect(Collectors.joining());
    }

    static String boardId(String board) {
        return "govbrain-" + board;
    }

    static String listId(String list) {
        return "govbrain-list-" + list;
    }

    private List<ObjectNode> made() {
        objects.addAll(DataViews.all(settings.language()));
        ObjectNode tag = Json.object()
                .put("name", settings.language().of("治理大脑", "governance brain"))
                .put("description", "")
                .put("color", Palette.BLUE);
        objects.add(Json.saved("tag", TAG, "8.0.0", tag, Json.array()));
        library.boards().forEach(board -> board.panels().forEach(placement -> drillSearches(placement.panel())));
        library.questions().forEach(this::cookbookSearch);
        library.listings().forEach(this::list);
        library.boards().forEach(this::board);
        return objects;
    }

    private void drillSearches(Panel panel) {
        for (Drill drill : searchable(panel)) {
            Listing listing = library.findListing(drill.list()).orElseThrow();
            objects.add(Searches.of(
                    searchId(drill),
                    settings.language().of("明细：", "Behind: ") + title(panel, drill),
                    settings.language().of(panel.question()),
                    listing.rows(drill.where()),
                    listing.columns().stream().map(Column::name).toList()));
        }
    }

    /** The panel, and for a further number of it the number. */
    private String title(Panel panel, Drill drill) {
        String title = settings.language().of(panel.title());
        return drill.id().equals(panel.id()) ? title : title + " · " + number(panel, drill);
    }

    /** What a drill counts, in words. */
    private String number(Panel panel, Drill drill) {
        return panel.columns().stream()
                .filter(column -> column.name().equals(drill.cells().get(0)))
                .map(settings.language()::of)
                .findFirst()
                .orElseThrow();
    }

    /** A saved search cannot ask first which documents another one names; there, that one lists them. */
    private static List<Drill> searchable(Panel panel) {
        return panel.drills().stream().filter(drill -> drill.members() == null).toList();
    }

    private static String searchId(Drill drill) {
        return "govbrain-behind-" + drill.id();
    }

    private void cookbookSearch(Question question) {
        objects.add(Searches.of(
                "govbrain-question-" + question.id(),
                settings.language().of("问：", "Ask: ") + settings.language().of(question.title()),
                settings.language().of(question.why()),
                question.query(),
                List.of()));
    }

    private void list(Listing listing) {
        DashboardCompiler dashboard = new DashboardCompiler(listId(listing.id()), settings, words, library.layers());
        links(dashboard);
        Panel panel = new Panel(
                "list-" + listing.id(),
                listing.title(),
                listing.title(),
                new Text("符合筛选条件的最新文档。", "The newest documents that the filters leave."),
                Chart.TABLE,
                listing.rows("true"),
                listing.columns(),
                List.of(),
                Map.of());
        dashboard.place(new Placement(panel, 0, 0, Placement.COLUMNS, 30));
        for (Column column : listing.columns()) {
            if (CONTROLS_OF_LISTS.contains(column.name())) {
                dashboard.control(column.name(), settings.language().of(column), listing.index());
            }
        }
        objects.add(dashboard.saved(
                settings.language().of("明细 · ", "Documents · ")
                        + settings.language().of(listing.title()),
                settings.language()
                        .of(
                                "筛选后的文档，点图表里的一项会带着筛选条件到这里。",
                                "Documents as filtered; a click in a chart comes here with its filter."),
                Period.THIRTY_DAYS.kibanaFrom()));
    }

    private void board(Board board) {
        DashboardCompiler dashboard = new DashboardCompiler(boardId(board.id()), settings, words, library.layers());
        links(dashboard);
        board.panels().forEach(dashboard::place);
        String foot = foot(board);
        dashboard.foot(foot, foot.lines().mapToInt(KibanaExport::linesOf).sum());
        for (String field : board.controls()) {
            dashboard.control(field, label(board, field), indexOf(board));
        }
        objects.add(dashboard.saved(
                settings.language().of("治理大脑 · ", "Governance Brain · ")
                        + settings.language().of(board.title()),
                settings.language().of(board.question()),
                board.period().kibanaFrom()));
    }

    private void links(DashboardCompiler dashboard) {
        dashboard.links(
                library.boards().stream().map(board -> boardId(board.id())).toList(),
                library.boards().stream().map(Board::title).toList());
    }

    private String label(Board board, String field) {
        return board.panels().stream()
                .flatMap(placement -> placement.panel().columns().stream())
                .filter(column -> column.name().equals(field))
                .map(settings.language()::of)
                .findFirst()
                .orElse(field);
    }

    private static String indexOf(Board board) {
        return board.panels().get(0).panel().source().split(",", -1)[0];
    }

    /** How many lines one of Markdown fills on a screen 1366 points wide, where a Chinese character is as wide as two letters. */
    private static int linesOf(String line) {
        long letters = ADDRESS.matcher(line)
                .replaceAll("")
                .codePoints()
                .map(letter -> Character.isIdeographic(letter) ? 2 : 1)
                .sum();
        return Math.toIntExact((letters + LETTERS_OF_A_LINE - 1) / LETTERS_OF_A_LINE);
    }

    /** What each panel answers and means, and the documents behind it. */
    private String foot(Board board) {
        StringBuilder text = new StringBuilder("### ")
                .append(settings.language().of(board.question()))
                .append("\n");
        for (Placement placement : board.panels()) {
            Panel panel = placement.panel();
            text.append("\n- **").append(settings.language().of(panel.title())).append("** ");
            text.append(settings.language().of(panel.question())).append(' ');
            text.append(settings.language().of(panel.help()));
            for (Drill drill : searchable(panel)) {
                String words = drill.id().equals(panel.id())
                        ? settings.language().of("看明细", "See the documents")
                        : number(panel, drill);
                text.append(" [")
                        .append(words)
                        .append("](discover#/view/")
                        .append(searchId(drill))
                        .append(')');
            }
        }
        return text.append('\n').toString();
    }
}

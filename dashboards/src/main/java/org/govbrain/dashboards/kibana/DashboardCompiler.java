package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.MapLayer;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;

/** One dashboard: links to the others and the age of the data, the panels, and below them what each means and where it leads. */
final class DashboardCompiler {
    /** The oldest version of dashboards that has all that is used here: what Kibana 8.12 knows, and every later one upgrades. */
    private static final String VERSION = "8.9.0";

    private static final int WIDTH = Placement.COLUMNS;
    private static final int HEAD = 4;
    private static final int AGE_WIDTH = 8;
    private static final String LINKS = "links";

    private final KibanaExport.Settings settings;
    private final Words words;
    private final List<MapLayer> layers;
    private final String id;
    private final ArrayNode panels = Json.array();
    private final ArrayNode references = Json.array();
    private final ObjectNode controls = Json.object();
    private int bottom;

    DashboardCompiler(String id, KibanaExport.Settings settings, Words words, List<MapLayer> layers) {
        this.id = id;
        this.settings = settings;
        this.words = words;
        this.layers = layers;
    }

    /** Links to dashboards, of which this one is one. */
    void links(List<String> dashboards, List<Text> titles) {
        ObjectNode panel = panel(own(LINKS), "links", 0, 0, WIDTH - AGE_WIDTH, HEAD);
        ObjectNode attributes = ((ObjectNode) panel.get("embeddableConfig"))
                .put("hidePanelTitles", true)
                .putObject("attributes")
                .put("title", settings.language().of("各看板", "Boards"))
                .put("layout", "horizontal");
        ArrayNode links = attributes.putArray("links");
        for (int i = 0; i < dashboards.size(); i++) {
            String link = dashboards.get(i);
            String reference = "link_" + link + "_dashboard";
            links.addObject()
                    .put("type", "dashboardLink")
                    .put("id", link)
                    .put("order", i)
                    .put("label", settings.language().of(titles.get(i)))
                    .put("destinationRefName", reference)
                    .putObject("options")
                    .put("openInNewTab", false)
                    .put("useCurrentDateRange", false)
                    .put("useCurrentFilters", true);
            references.add(Json.reference(own(LINKS) + ":" + reference, "dashboard", link));
        }
        add(own("age-of-data"), AgeOfData.PANEL, WIDTH - AGE_WIDTH, 0, AGE_WIDTH, HEAD);
    }

    /** A panel below the head. */
    void place(Placement placement) {
        Panel panel = placement.panel();
        add(panel.id(), panel, placement.x(), placement.y() + HEAD, placement.width(), placement.height());
    }

    private void add(String index, Panel panel, int x, int y, int width, int height) {
        if (panel.chart() == Chart.MAP) {
            MapPanel.Made made = MapPanel.of(panel, settings.language(), settings.polygons(), layers, words);
            ObjectNode node = panel(index, "map", x, y, width, height);
            node.set("embeddableConfig", made.config());
            made.references()
                    .forEach(reference -> references.add(Json.reference(
                            index + ":" + reference.get("name").asText(),
                            "index-pattern",
                            reference.get("id").asText())));
            return;
        }
        KibanaQuery query = KibanaQuery.of(panel, settings.language(), words);
        ObjectNode node = panel(index, "lens", x, y, width, height);
        ObjectNode config = (ObjectNode) node.get("embeddableConfig");
        config.set("attributes", LensPanel.attributes(panel, query, settings.language()));
        config.put("title", settings.language().of(panel.title()));
        if (!panel.drills().isEmpty() && leads(panel, panel.drills().get(0))) {
            drillDown(index, panel.drills().get(0).list(), (ObjectNode) config.get("enhancements"));
        }
    }

    /** A click makes a filter of what is shown, so it finds documents only where a field is shown, and its codes as they are. */
    private boolean leads(Panel panel, Drill drill) {
        return !drill.by().isEmpty()
                && panel.columns().stream()
                        .filter(column -> drill.by().containsKey(column.name()))
                        .allMatch(column -> column.name().equals(drill.by().get(column.name()))
                                && KibanaQuery.keepsCodes(column, settings.language(), words));
    }

    private void drillDown(String panelId, String list, ObjectNode enhancements) {
        String event = stable(id + panelId);
        ObjectNode node =
                enhancements.putObject("dynamicActions").putArray("events").addObject();
        node.put("eventId", event).putArray("triggers").add("FILTER_TRIGGER");
        node.putObject("action")
                .put("factoryId", "DASHBOARD_TO_DASHBOARD_DRILLDOWN")
                .put("name", settings.language().of("明细", "Documents"))
                .putObject("config")
                .put("openInNewTab", false)
                .put("useCurrentDateRange", true)
                .put("useCurrentFilters", true);
        references.add(Json.reference(
                panelId + ":drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:" + event + ":dashboardId",
                "dashboard",
                KibanaExport.listId(list)));
    }

    /**
     * A text over the whole width below everything.
     *
     * @param lines how many lines it has, so that none is cut off
     */
    void foot(String markdown, int lines) {
        ObjectNode panel = panel(own("foot"), "visualization", 0, bottom, WIDTH, lines + HEAD);
        ObjectNode config = (ObjectNode) panel.get("embeddableConfig");
        config.put("hidePanelTitles", true);
        ObjectNode vis = config.putObject("savedVis")
                .put("id", "")
                .put("title", "")
                .put("description", "")
                .put("type", "markdown");
        vis.putObject("params")
                .put("fontSize", 12)
                .put("openLinksInNewTab", false)
                .put("markdown", markdown);
        vis.putObject("uiState");
        ObjectNode data = vis.putObject("data");
        data.putArray("aggs");
        ObjectNode source = data.putObject("searchSource");
        source.putObject("query").put("query", "").put("language", "kuery");
        source.putArray("filter");
    }

    /** A list of values by which every panel is narrowed. */
    void control(String field, String title, String dataView) {
        String control = stable(id + field);
        ObjectNode node = controls.putObject(control)
                .put("type", "optionsListControl")
                .put("order", controls.size() - 1)
                .put("grow", true)
                .put("width", "medium");
        ObjectNode input = node.putObject("explicitInput")
                .put("id", control)
                .put("fieldName", field)
                .put("title", title)
                .put("searchTechnique", "prefix");
        input.putArray("selectedOptions");
        input.putObject("sort").put("by", "_count").put("direction", "desc");
        references.add(Json.reference("controlGroup_" + control + ":optionsListDataView", "index-pattern", dataView));
    }

    /** Going from board to board, Kibana keeps a panel whose index the next one has too, and shows the old one's words. */
    private String own(String panel) {
        return panel + "-" + id;
    }

    private ObjectNode panel(String index, String type, int x, int y, int width, int height) {
        ObjectNode panel = panels.addObject().put("type", type).put("panelIndex", index);
        panel.putObject("gridData")
                .put("x", x)
                .put("y", y)
                .put("w", width)
                .put("h", height)
                .put("i", index);
        panel.putObject("embeddableConfig").putObject("enhancements");
        bottom = Math.max(bottom, y + height);
        return panel;
    }

    /** The saved object. */
    ObjectNode saved(String title, String description, String from) {
        references.add(Json.reference("tag-ref-" + KibanaExport.TAG, "tag", KibanaExport.TAG));
        ObjectNode attributes = Json.object()
                .put("title", title)
                .put("description", description)
                .put("timeRestore", true)
                .put("timeFrom", from)
                .put("timeTo", "now");
        attributes.putObject("refreshInterval").put("pause", false).put("value", 30_000);
        attributes.put(
                "optionsJSON",
                "{\"useMargins\":true,\"syncColors\":false,\"syncCursor\":true,\"syncTooltips\":false,\"hidePanelTitles\":false}");
        attributes
                .putObject("kibanaSavedObjectMeta")
                .put("searchSourceJSON", "{\"query\":{\"query\":\"\",\"language\":\"kuery\"},\"filter\":[]}");
        attributes
                .putObject("controlGroupInput")
                .put("controlStyle", "oneLine")
                .put("chainingSystem", "HIERARCHICAL")
                .put(
                        "ignoreParentSettingsJSON",
                        "{\"ignoreFilters\":false,\"ignoreQuery\":false,\"ignoreTimerange\":false,\"ignoreValidations\":false}")
                .put("panelsJSON", Json.text(controls));
        attributes.put("panelsJSON", Json.text(panels));
        return Json.saved("dashboard", id, VERSION, attributes, references);
    }

    private static String stable(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}

package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;

/** The {@code visualization} of a Lens chart: which column plays which part, and how it looks. */
final class LensVisualization {
    private static final Set<Format> TO_THE_RIGHT =
            Set.of(Format.COUNT, Format.NUMBER, Format.PERCENT, Format.DURATION);
    private static final int ROWS_OF_A_PAGE = 20;
    /** Points that date and time need, of which a column as wide as the others would show the date. */
    private static final int WIDTH_OF_AN_INSTANT = 190;

    private final List<Column> columns;
    private final Language language;

    private LensVisualization(List<Column> columns, Language language) {
        this.columns = columns;
        this.language = language;
    }

    /** The {@code visualizationType} of a chart. */
    static String type(Chart chart) {
        return switch (chart) {
            case METRIC -> "lnsMetric";
            case TABLE -> "lnsDatatable";
            case BAR, COLUMN, LINE -> "lnsXY";
            case HEATMAP -> "lnsHeatmap";
            case PIE -> "lnsPie";
            case GAUGE -> "lnsGauge";
            case MAP -> throw new IllegalArgumentException("a map is no Lens chart");
        };
    }

    static ObjectNode of(Chart chart, List<Column> columns, Language language) {
        LensVisualization made = new LensVisualization(columns, language);
        return switch (chart) {
            case METRIC -> made.metric();
            case TABLE -> made.table();
            case BAR -> made.xy("bar_horizontal_stacked");
            case COLUMN -> made.xy("bar");
            case LINE -> made.xy("line");
            case HEATMAP -> made.heatmap();
            case PIE -> made.pie();
            case GAUGE -> made.gauge();
            case MAP -> throw new IllegalArgumentException("a map is no Lens chart");
        };
    }

    private List<Column> by(Role role) {
        return columns.stream().filter(column -> column.role() == role).toList();
    }

    private String first(Role role) {
        return by(role).get(0).name();
    }

    private static ObjectNode layer() {
        return Json.object().put("layerId", LensPanel.LAYER).put("layerType", "data");
    }

    private ObjectNode metric() {
        Column value = by(Role.VALUE).get(0);
        ObjectNode metric = layer().put("metricAccessor", value.name());
        // As the tile's heading: a secondary metric of words is taken for a number and cut after the first.
        by(Role.OF).stream().findFirst().ifPresent(of -> metric.put("breakdownByAccessor", of.name()));
        if (value.light() == null) {
            metric.put("color", Palette.BLUE);
        } else {
            metric.set("palette", Palette.of(value.light()));
        }
        return metric;
    }

    private ObjectNode table() {
        ObjectNode table = layer();
        ArrayNode cells = table.putArray("columns");
        for (Column column : columns) {
            boolean right = TO_THE_RIGHT.contains(column.format());
            ObjectNode cell = cells.addObject()
                    .put("columnId", column.name())
                    .put("isTransposed", false)
                    .put("isMetric", right);
            if (right) {
                cell.put("alignment", "right");
            }
            if (column.type().equals("date")) {
                cell.put("width", WIDTH_OF_AN_INSTANT);
            }
            if (column.light() != null) {
                cell.put("colorMode", "cell");
                cell.set("palette", Palette.of(column.light()));
            }
        }
        table.putObject("paging").put("size", ROWS_OF_A_PAGE).put("enabled", true);
        return table.put("rowHeight", "single").put("headerRowHeight", "auto").put("density", "compact");
    }

    private ObjectNode xy(String series) {
        List<Column> values = by(Role.VALUE);
        List<Column> split = by(Role.SERIES);
        boolean flat = series.startsWith("bar_horizontal");
        ObjectNode xy = Json.object();
        xy.putObject("legend")
                .put("isVisible", values.size() > 1 || !split.isEmpty())
                .put("position", flat ? "right" : "top");
        xy.put("valueLabels", flat ? "show" : "hide").put("fittingFunction", "Linear");
        for (String setting : List.of("axisTitlesVisibilitySettings", "tickLabelsVisibilitySettings")) {
            boolean titles = setting.startsWith("axis");
            xy.putObject(setting)
                    .put("x", !titles || split.size() > 0)
                    .put("yLeft", !titles)
                    .put("yRight", true);
        }
        xy.putObject("labelsOrientation").put("x", 0).put("yLeft", 0).put("yRight", 0);
        xy.putObject("gridlinesVisibilitySettings")
                .put("x", !flat)
                .put("yLeft", true)
                .put("yRight", true);
        xy.put("preferredSeriesType", series);
        ObjectNode layer = xy.putArray("layers")
                .addObject()
                .put("layerId", LensPanel.LAYER)
                .put("seriesType", series)
                .put("layerType", "data")
                .put("xAccessor", first(Role.X));
        ArrayNode accessors = layer.putArray("accessors");
        values.forEach(value -> accessors.add(value.name()));
        split.forEach(column -> layer.put("splitAccessor", column.name()));
        ArrayNode looks = layer.putArray("yConfig");
        for (Column value : values) {
            if (value.colour() != null && split.isEmpty()) {
                looks.addObject().put("forAccessor", value.name()).put("color", Palette.of(value.colour()));
            }
        }
        return xy;
    }

    private ObjectNode heatmap() {
        ObjectNode heatmap = layer().put("shape", "heatmap");
        heatmap.putObject("legend")
                .put("isVisible", false)
                .put("position", "right")
                .put("type", "heatmap_legend");
        heatmap.putObject("gridConfig")
                .put("type", "heatmap_grid")
                .put("isCellLabelVisible", true)
                .put("isYAxisLabelVisible", true)
                .put("isXAxisLabelVisible", true)
                .put("isYAxisTitleVisible", false)
                .put("isXAxisTitleVisible", false);
        heatmap.put("valueAccessor", first(Role.VALUE))
                .put("xAccessor", first(Role.X))
                .put("yAccessor", first(Role.Y));
        heatmap.set("palette", Palette.rising());
        return heatmap;
    }

    private ObjectNode pie() {
        ObjectNode pie = Json.object().put("shape", "donut");
        ObjectNode layer = pie.putArray("layers")
                .addObject()
                .put("layerId", LensPanel.LAYER)
                .put("layerType", "data");
        layer.putArray("primaryGroups").add(first(Role.X));
        layer.putArray("metrics").add(first(Role.VALUE));
        layer.put("numberDisplay", "value")
                .put("categoryDisplay", "default")
                .put("legendDisplay", "show")
                .put("nestedLegend", false);
        return pie;
    }

    private ObjectNode gauge() {
        Column value = by(Role.VALUE).get(0);
        ObjectNode gauge = layer().put("shape", "arc")
                .put("metricAccessor", value.name())
                .put("minAccessor", KibanaQuery.GAUGE_LEAST)
                .put("maxAccessor", KibanaQuery.GAUGE_MOST)
                .put("goalAccessor", KibanaQuery.GAUGE_GOAL)
                .put("labelMajorMode", "custom")
                .put("labelMajor", language.of(value))
                .put("ticksPosition", "auto")
                .put("colorMode", value.light() == null ? "none" : "palette");
        if (value.light() != null) {
            gauge.set("palette", Palette.of(value.light()));
        }
        return gauge;
    }
}

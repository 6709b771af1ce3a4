package org.govbrain.dashboards.kibana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Panel;

/**
 * A panel's query as Kibana asks it. What the live view does with an answer (words for codes, a dash for nothing, the time that is
 * left) Kibana cannot do, so the query does it.
 *
 * @param esql the panel's own query and what is added to it
 * @param columns those that the chart is given
 */
record KibanaQuery(String esql, List<Column> columns) {
    static final String GAUGE_LEAST = "gauge_least";
    static final String GAUGE_MOST = "gauge_most";
    static final String GAUGE_GOAL = "gauge_goal";
    private static final String NOTHING = "—";
    private static final Set<Role> LEFT_OUT = Set.of(Role.HIDE, Role.KEY, Role.LABEL, Role.LIGHT);

    KibanaQuery {
        columns = List.copyOf(columns);
    }

    static KibanaQuery of(Panel panel, Language language, Words words) {
        Set<String> names = panel.columns().stream().map(Column::name).collect(Collectors.toSet());
        StringJoiner added = new StringJoiner(", ", "\n| EVAL ", "").setEmptyValue("");
        List<Column> columns = new ArrayList<>();
        for (Column column : panel.columns()) {
            if (!LEFT_OUT.contains(column.role()) && isOf(column.name(), names, language)) {
                columns.add(rewritten(column, words.of(column, language), added));
            }
        }
        if (panel.chart() == Chart.GAUGE) {
            added.add(GAUGE_LEAST + " = 0.0").add(GAUGE_MOST + " = 1.0").add(GAUGE_GOAL + " = " + goal(columns));
            for (String name : List.of(GAUGE_LEAST, GAUGE_MOST, GAUGE_GOAL)) {
                columns.add(new Column(name, "double", name, name, Role.HIDE, Format.PERCENT, null, null));
            }
        }
        return new KibanaQuery(panel.query() + added, columns);
    }

    /** Whether a column's own values still mean the same to a filter. */
    static boolean keepsCodes(Column column, Language language, Words words) {
        return words.of(column, language).isEmpty();
    }

    /** Of a text that stands in both languages, {@code name_zh} and {@code name}, a space shows one. */
    private static boolean isOf(String name, Set<String> names, Language language) {
        return language == Language.ZH ? !names.contains(name + "_zh") : !name.endsWith("_zh");
    }

    private static Column rewritten(Column column, Map<String, String> words, StringJoiner added) {
        String name = column.name().startsWith("@") ? "`" + column.name() + "`" : column.name();
        if (column.format() == Format.COUNTDOWN) {
            added.add(name + " = DATE_DIFF(\"second\", TO_DATETIME(?_tend), " + name + ")");
            return typed(column, "integer", Format.DURATION);
        }
        if (!words.isEmpty()) {
            String code = "TO_STRING(" + name + ")";
            StringJoiner cases = new StringJoiner(", ", "CASE(", ", COALESCE(" + code + ", \"" + NOTHING + "\"))");
            words.forEach((key, word) -> cases.add(code + " == \"" + key + "\"").add("\"" + word + "\""));
            added.add(name + " = " + cases);
            return typed(column, "keyword", Format.PLAIN);
        }
        if (column.type().equals("keyword")) {
            added.add(name + " = COALESCE(" + name + ", \"" + NOTHING + "\")");
        }
        return column;
    }

    private static Column typed(Column column, String type, Format format) {
        return new Column(
                column.name(), type, column.zh(), column.en(), column.role(), format, column.light(), column.colour());
    }

    private static double goal(List<Column> columns) {
        return columns.stream()
                .map(Column::light)
                .filter(light -> light != null)
                .mapToDouble(light -> light.yellow())
                .findFirst()
                .orElse(1);
    }
}

package org.govbrain.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Light;
import org.govbrain.dashboards.panel.Panel;

/**
 * A review board of one whole period as a page: figures first, then what became more and less, then who was late. It names no clock,
 * so equal documents give equal bytes.
 */
final class Bulletin {
    private static final String STYLE = """
            body{font:14px/1.5 "Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif;\
            color:#10202f;max-width:980px;margin:24px auto;padding:0 24px;font-variant-numeric:tabular-nums}
            h1{font-size:26px;text-align:center;margin:0}.period{text-align:center;color:#41566b;margin:4px 0 18px}
            h2{font-size:17px;margin:22px 0 2px;border-left:5px solid #1b6fa8;padding-left:9px}
            .help{color:#62778b;font-size:12px;margin:2px 0 6px}.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:10px}
            .tile{border:1px solid #d3dde6;border-radius:6px;padding:8px 12px}.tile b{display:block;font-size:26px}
            .tile span{color:#41566b;display:block}.red{color:#c2371a}.yellow{color:#8a6100}.green{color:#0b7a6b}
            table{border-collapse:collapse;width:100%;font-size:13px}th,td{border-bottom:1px solid #d3dde6;padding:3px 8px 3px 0;\
            text-align:left}th{color:#62778b;font-weight:500}.figure{text-align:right}tr{break-inside:avoid}
            section{break-inside:avoid-page}.bar{display:inline-block;height:11px;background:#1b6fa8;vertical-align:middle}
            footer{color:#62778b;font-size:12px;margin-top:24px;border-top:1px solid #d3dde6;padding-top:8px}
            @page{size:A4;margin:14mm}@media print{body{margin:0;padding:0;max-width:none}}
            """;
    private static final int BAR_PX = 220;

    private final Board board;
    private final Language language;
    private final CellText cells;
    private final Html html = new Html();

    Bulletin(Board board, Language language, CellText cells) {
        this.board = board;
        this.language = language;
        this.cells = cells;
    }

    /**
     * The whole page.
     *
     * @param range the period, both ends in it
     * @param answers rows of each panel by its id
     */
    String page(Period.Range range, ZoneId zone, Map<String, JsonNode> answers) {
        LocalDate first = LocalDate.ofInstant(range.start(), zone);
        LocalDate last = LocalDate.ofInstant(range.end(), zone);
        String title = language.of("治理通报 · ", "Governance bulletin · ") + language.of(board.title());
        String days = first.equals(last) ? first.toString() : first + language.of(" 至 ", " to ") + last;
        html.raw("<!DOCTYPE html>\n<html lang=\"" + language.of("zh-CN", "en")
                + "\"><head><meta charset=\"utf-8\"><title>");
        html.text(title + " " + days).raw("</title><style>\n" + STYLE + "</style></head><body>\n");
        html.element("h1", "", title).element("p", "period", days).raw("\n<div class=\"tiles\">");
        for (Placement placement : board.panels()) {
            if (placement.panel().chart() == Chart.METRIC) {
                tile(placement.panel(), rows(placement.panel(), answers));
            }
        }
        html.raw("</div>\n");
        for (Placement placement : board.panels()) {
            if (placement.panel().chart() != Chart.METRIC) {
                section(placement.panel(), rows(placement.panel(), answers));
            }
        }
        html.raw("<footer>")
                .text(language.of(
                        "除注明发布数外，均为更正后口径：按生成时已知的全部记录计算，迟到的记录已计入。节日对齐：一至三月按距春节的天数，其余月份按星期（364 天）与去年相比。",
                        "As corrected, but where it says as published: from all that was known when this was made, late records"
                                + " included. Aligned: the same days from Spring Festival in January to March, the same weekdays (364"
                                + " days) otherwise."))
                .raw("</footer>\n</body></html>\n");
        return html.toString();
    }

    private static List<JsonNode> rows(Panel panel, Map<String, JsonNode> answers) {
        List<JsonNode> rows = new ArrayList<>();
        Objects.requireNonNull(answers.get(panel.id()), panel.id())
                .path("values")
                .forEach(rows::add);
        return rows;
    }

    private void tile(Panel panel, List<JsonNode> rows) {
        html.raw("<div class=\"tile\">").element("span", "", language.of(panel.title()));
        for (int i = 0; i < panel.columns().size() && !rows.isEmpty(); i++) {
            Column column = panel.columns().get(i);
            JsonNode value = rows.get(0).path(i);
            if (column.role() == Role.VALUE) {
                html.element("b", light(column, value), shape(column, value) + cells.of(value, column));
            } else if (column.role() == Role.OF) {
                html.element("span", "", cells.woven(value, column));
            }
        }
        html.raw("</div>");
    }

    private void section(Panel panel, List<JsonNode> rows) {
        html.raw("<section>").element("h2", "", language.of(panel.title()));
        html.element("p", "help", language.of(panel.question()) + " " + language.of(panel.help()));
        if (rows.isEmpty()) {
            html.element("p", "", language.of("本期没有。", "Nothing in this period."));
        } else if (panel.columns().stream().anyMatch(column -> column.role() == Role.SERIES)) {
            series(panel, rows);
        } else {
            table(panel, rows);
        }
        html.raw("</section>\n");
    }

    private void table(Panel panel, List<JsonNode> rows) {
        List<Column> columns = panel.columns();
        html.raw("<table><tr>");
        columns.stream().filter(Bulletin::isShown).forEach(this::heading);
        boolean bars = panel.chart() == Chart.BAR;
        html.raw(bars ? "<th></th></tr>" : "</tr>");
        double most = rows.stream().mapToDouble(row -> sum(columns, row)).max().orElse(1);
        for (JsonNode row : rows) {
            html.raw("<tr>");
            for (int i = 0; i < columns.size(); i++) {
                if (isShown(columns.get(i))) {
                    cell(columns.get(i), row.path(i));
                }
            }
            if (bars) {
                bar(sum(columns, row) / most);
            }
            html.raw("</tr>");
        }
        html.raw("</table>");
    }

    /** One row for each value of x, one column for each of the series. */
    private void series(Panel panel, List<JsonNode> rows) {
        int x = index(panel, Role.X);
        int part = index(panel, Role.SERIES);
        int value = index(panel, Role.VALUE);
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        Map<JsonNode, Map<String, JsonNode>> table = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            parts.putIfAbsent(row.path(part).asText(), row.path(part));
            table.computeIfAbsent(row.path(x), absent -> new LinkedHashMap<>())
                    .put(row.path(part).asText(), row.path(value));
        }
        List<String> names = parts.keySet().stream().sorted().toList();
        double most = rows.stream()
                .mapToDouble(row -> row.path(value).asDouble())
                .max()
                .orElse(1);
        html.raw("<table><tr>");
        heading(panel.columns().get(x));
        for (String name : names) {
            JsonNode code = Objects.requireNonNull(parts.get(name));
            html.element("th", "figure", cells.of(code, panel.columns().get(part)));
        }
        html.raw("<th></th></tr>");
        table.forEach((at, values) -> {
            html.raw("<tr>");
            cell(panel.columns().get(x), at);
            for (String name : names) {
                JsonNode figure = values.get(name);
                html.element(
                        "td",
                        "figure",
                        figure == null
                                ? CellText.EMPTY
                                : cells.of(figure, panel.columns().get(value)));
            }
            JsonNode first = values.get(names.get(0));
            bar(first == null ? 0 : first.asDouble() / most);
            html.raw("</tr>");
        });
        html.raw("</table>");
    }

    private void heading(Column column) {
        html.element("th", CellText.isFigure(column) ? "figure" : "", language.of(column));
    }

    private void cell(Column column, JsonNode value) {
        String className = (CellText.isFigure(column) ? "figure " : "") + light(column, value);
        html.element("td", className.strip(), shape(column, value) + cells.of(value, column));
    }

    private void bar(double share) {
        html.raw("<td><span class=\"bar\" style=\"width:" + Math.round(share * BAR_PX) + "px\"></span></td>");
    }

    private static double sum(List<Column> columns, JsonNode row) {
        double sum = 0;
        for (int i = 0; i < columns.size(); i++) {
            sum += columns.get(i).role() == Role.VALUE ? row.path(i).asDouble() : 0;
        }
        return sum;
    }

    private static int index(Panel panel, Role role) {
        for (int i = 0; i < panel.columns().size(); i++) {
            if (panel.columns().get(i).role() == role) {
                return i;
            }
        }
        throw new IllegalArgumentException("panel " + panel.id() + " has no column with the role " + role);
    }

    private static boolean isShown(Column column) {
        return column.role() != Role.HIDE;
    }

    /** Colour is never alone on paper either. */
    private static String shape(Column column, JsonNode value) {
        return switch (light(column, value)) {
            case "red" -> "▲ ";
            case "yellow" -> "◆ ";
            default -> "";
        };
    }

    private static String light(Column column, JsonNode value) {
        Light light = column.light();
        return light == null || !value.isNumber() ? "" : light.of(value.asDouble());
    }
}

package org.govbrain.dashboards.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.MapLayer;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;

/**
 * From the tree of a YAML file to boards. A file may describe several boards that differ in a few words: {@code boards} names
 * them, and {@code {{word}}} stands for each one's own. {@code words} of the file are those that its boards share, such as a part
 * of several queries; boards' own words may stand in them.
 */
final class BoardReader {
    private BoardReader() {}

    /** The boards of one file. */
    static List<Board> boards(JsonNode file) {
        List<Board> boards = new ArrayList<>();
        for (JsonNode head : file.get("boards")) {
            List<Placement> placements = new ArrayList<>();
            for (JsonNode panel : file.get("panels")) {
                placements.add(placement(filled(filled(panel, file), head)));
            }
            boards.add(new Board(
                    head.get("id").asText(),
                    text(head, "title"),
                    text(head, "question"),
                    BoardYaml.as(head.get("period"), Period.class),
                    strings(head.path("controls")),
                    placements));
        }
        return boards;
    }

    static List<Listing> listings(JsonNode file) {
        return stream(file)
                .map(node -> new Listing(
                        node.get("id").asText(),
                        text(node, "title"),
                        node.get("index").asText(),
                        node.get("sort").asText(),
                        stream(node.get("columns"))
                                .map(column -> column(column, Role.SHOW))
                                .toList()))
                .toList();
    }

    static List<Question> questions(JsonNode file) {
        return stream(file)
                .map(node -> new Question(
                        node.get("id").asText(),
                        text(node, "title"),
                        text(node, "why"),
                        node.get("query").asText().strip()))
                .toList();
    }

    static List<MapLayer> layers(JsonNode file) {
        return stream(file).map(BoardReader::layer).toList();
    }

    private static MapLayer layer(JsonNode node) {
        return new MapLayer(
                node.get("id").asText(),
                text(node, "title"),
                node.get("index").asText(),
                words(node.path("is")),
                node.has("each") ? node.get("each").asText() : null,
                node.path("timed").asBoolean(),
                BoardYaml.as(node.get("colour"), Column.Colour.class),
                node.get("size").asInt(),
                strings(node.path("shown")),
                stream(node.get("columns"))
                        .map(column -> column(column, Role.LABEL))
                        .toList());
    }

    static Map<String, Map<String, Text>> labels(JsonNode file) {
        Map<String, Map<String, Text>> labels = new LinkedHashMap<>();
        file.properties().forEach(field -> {
            Map<String, Text> codes = new LinkedHashMap<>();
            field.getValue()
                    .properties()
                    .forEach(code -> codes.put(code.getKey(), BoardYaml.as(code.getValue(), Text.class)));
            labels.put(field.getKey(), codes);
        });
        return labels;
    }

    private static Placement placement(JsonNode node) {
        Chart chart = BoardYaml.as(node.get("chart"), Chart.class);
        Role usual = chart == Chart.TABLE ? Role.SHOW : chart == Chart.METRIC ? Role.VALUE : Role.HIDE;
        Panel panel = new Panel(
                node.get("id").asText(),
                text(node, "title"),
                text(node, "question"),
                text(node, "help"),
                chart,
                node.get("query").asText().strip(),
                stream(node.get("columns")).map(column -> column(column, usual)).toList(),
                drills(node),
                words(node.path("alone")));
        JsonNode at = node.get("at");
        return new Placement(
                panel,
                at.get(0).asInt(),
                at.get(1).asInt(),
                at.get(2).asInt(),
                at.get(3).asInt());
    }

    /** Under {@code drill} the first of them or all; what a further one leaves out is as in the first. */
    private static List<Drill> drills(JsonNode panel) {
        JsonNode nodes = panel.path("drill");
        List<Drill> drills = new ArrayList<>();
        for (JsonNode node : nodes.isObject() ? List.of(nodes) : nodes) {
            drills.add(drill(panel, node, drills.isEmpty() ? node : nodes.get(0), drills.isEmpty()));
        }
        return drills;
    }

    private static Drill drill(JsonNode panel, JsonNode node, JsonNode first, boolean isFirst) {
        String counts = node.get("counts").asText();
        String id = panel.get("id").asText();
        return new Drill(
                isFirst ? id : id + "." + counts,
                (node.has("list") ? node : first).get("list").asText(),
                node.get("where").asText().strip(),
                counts,
                node.has("cells") ? strings(node.get("cells")) : usualCells(panel, counts),
                words((node.has("by") ? node : first).path("by")),
                words((node.has("made") ? node : first).path("made")),
                node.has("members") ? BoardYaml.as(node.get("members"), Drill.Members.class) : null);
    }

    /** Of a metric its number, which may be a rate that is made of what is counted; otherwise what is counted. */
    private static List<String> usualCells(JsonNode panel, String counts) {
        if (!panel.get("chart").asText().equals("metric")) {
            return List.of(counts);
        }
        return stream(panel.get("columns"))
                .filter(column -> column.path("role").asText("value").equals("value"))
                .map(column -> column.get("name").asText())
                .toList();
    }

    private static Map<String, String> words(JsonNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> words.put(entry.getKey(), entry.getValue().asText()));
        return words;
    }

    private static Column column(JsonNode node, Role usual) {
        ObjectNode full = node.deepCopy();
        String type = node.path("type").asText("keyword");
        full.put("type", type);
        if (!full.has("role")) {
            full.put("role", usual.name());
        }
        if (!full.has("format")) {
            full.put("format", usualFormat(type).name());
        }
        for (String optional : List.of("light", "colour")) {
            if (!full.has(optional)) {
                full.putNull(optional);
            }
        }
        return BoardYaml.as(full, Column.class);
    }

    private static Format usualFormat(String type) {
        return switch (type) {
            case "long", "integer" -> Format.COUNT;
            case "double" -> Format.NUMBER;
            case "date" -> Format.TIME;
            default -> Format.PLAIN;
        };
    }

    /** The same tree with every {@code {{word}}} replaced by {@code words.word} of the given node. */
    private static JsonNode filled(JsonNode node, JsonNode with) {
        if (node.isTextual()) {
            String text = node.asText();
            for (Map.Entry<String, JsonNode> word : with.path("words").properties()) {
                text = text.replace("{{" + word.getKey() + "}}", word.getValue().asText());
            }
            return TextNode.valueOf(text);
        }
        JsonNode copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            List.copyOf(object.properties())
                    .forEach(entry -> object.set(entry.getKey(), filled(entry.getValue(), with)));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, filled(array.get(i), with));
            }
        }
        return copy;
    }

    private static Text text(JsonNode node, String field) {
        if (!node.has(field)) {
            throw new IllegalArgumentException(field + " is missing in " + node);
        }
        return BoardYaml.as(node.get(field), Text.class);
    }

    private static List<String> strings(JsonNode array) {
        return stream(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

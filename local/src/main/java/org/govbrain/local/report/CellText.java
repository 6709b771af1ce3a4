package org.govbrain.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Text;

/** How a value is written on paper, the same as the live view writes it. Empty is always a dash, never 0. */
final class CellText {
    static final String EMPTY = "—";
    private static final List<String> OWNERS = List.of("department_id", "platform", "role");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;
    private final Map<String, Map<String, Text>> words;

    CellText(Language language, ZoneId zone, Map<String, Map<String, Text>> words) {
        this.language = language;
        this.zone = zone;
        this.words = words;
    }

    String of(JsonNode value, Column column) {
        if (value.isArray()) {
            List<String> each = new ArrayList<>();
            value.forEach(one -> each.add(of(one, column)));
            return each.isEmpty() ? EMPTY : String.join("、", each);
        }
        if (value.isNull() || value.isMissingNode() || value.asText().isEmpty()) {
            return EMPTY;
        }
        return switch (column.format()) {
            case COUNT -> String.format(Locale.ROOT, "%,d", Math.round(value.asDouble()));
            case NUMBER -> String.format(Locale.ROOT, "%,.1f", value.asDouble());
            case PERCENT ->
                value.asDouble() == 1 ? "100%" : String.format(Locale.ROOT, "%.1f%%", value.asDouble() * 100);
            case TIME -> TIME.format(Instant.parse(value.asText()).atZone(zone));
            case CODE -> word(column.name(), value.asText());
            default -> value.asText();
        };
    }

    /** 193 / 203 of 按时 / 应受理 as 按时 193 / 应受理 203. */
    String woven(JsonNode value, Column column) {
        String[] numbers = value.asText(EMPTY).split(" / ", -1);
        String[] names = language.of(column).split(" / ", -1);
        if (numbers.length != names.length) {
            return value.asText(EMPTY);
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            parts.add(names[i] + " " + numbers[i]);
        }
        return String.join(" / ", parts);
    }

    private String word(String field, String code) {
        for (String known : field.equals("owner_id") ? OWNERS : List.of(field)) {
            Text text = words.getOrDefault(known, Map.of()).get(code);
            if (text != null) {
                return language.of(text);
            }
        }
        return code;
    }

    /** Whether values stand to the right, one below the other. */
    static boolean isFigure(Column column) {
        return switch (column.format()) {
            case COUNT, NUMBER, PERCENT, DURATION -> true;
            default -> false;
        };
    }
}

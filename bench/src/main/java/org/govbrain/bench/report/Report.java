package org.govbrain.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run of the benchmark found, as a table and as JSON. */
public final class Report {
    private final Map<String, String> settings;
    private final List<Figure> figures = new ArrayList<>();

    /** A report that begins with how and where it was measured. */
    public Report(Map<String, String> settings) {
        this.settings = settings;
    }

    public void add(List<Figure> found) {
        figures.addAll(found);
    }

    /** The table. A ratio stands with the line that it is a ratio to. */
    public void print(PrintWriter out) {
        settings.forEach((name, value) -> out.println(name + ": " + value));
        String group = "";
        for (Figure figure : figures) {
            if (!figure.group().equals(group)) {
                group = figure.group();
                out.printf("%n%s%n", group);
            }
            out.printf(
                    Locale.ROOT,
                    "  %-58s %,12.0f %-8s %,10.0f … %,-10.0f %s%n",
                    figure.name(),
                    figure.median(),
                    figure.unit(),
                    figure.low(),
                    figure.high(),
                    figure.goal());
            if (figure.against() != null) {
                out.printf(
                        Locale.ROOT,
                        "  %58s %11.0f %% of \"%s\" (by processor time %.0f %%)%n",
                        "",
                        figure.ratio() * 100,
                        figure.against(),
                        figure.cpuRatio() * 100);
            }
        }
        out.flush();
    }

    /** Writes the same as JSON; a ratio that there is none of is left out. */
    public void write(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        ObjectNode how = root.putObject("settings");
        settings.forEach(how::put);
        ArrayNode lines = root.putArray("figures");
        for (Figure figure : figures) {
            ObjectNode line = lines.addObject()
                    .put("group", figure.group())
                    .put("name", figure.name())
                    .put("unit", figure.unit())
                    .put("median", figure.median())
                    .put("low", figure.low())
                    .put("high", figure.high());
            if (figure.against() != null) {
                line.put("against", figure.against())
                        .put("ratio", figure.ratio())
                        .put("cpu_ratio", figure.cpuRatio());
            }
            if (!figure.goal().isEmpty()) {
                line.put("goal", figure.goal());
            }
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}

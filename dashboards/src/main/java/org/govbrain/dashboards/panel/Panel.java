package org.govbrain.dashboards.panel;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.dashboards.panel.Column.Role;

/**
 * One panel.
 *
 * @param id unique, in kebab-case
 * @param title its heading
 * @param question what a reader asks, and it answers
 * @param help how the figure is defined
 * @param query ES|QL; {@code ?_tstart} and {@code ?_tend} are its only parameters, as Kibana gives them: the period that is
 *     looked at, whose end is the instant "now" of the board
 * @param columns every column of the query's answer, in its order
 * @param drills the documents behind its numbers; the first is where its title, and what has no way of its own, leads. Empty where
 *     there are none
 * @param alone numbers that no drill counts: column to the reason
 */
public record Panel(
        String id,
        Text title,
        Text question,
        Text help,
        Chart chart,
        String query,
        List<Column> columns,
        List<Drill> drills,
        Map<String, String> alone) {
    private static final Pattern PARAMETER = Pattern.compile("\\?(\\w+)");
    private static final Set<String> PARAMETERS = Set.of("_tstart", "_tend");
    private static final Pattern SOURCE =
            Pattern.compile("^FROM\\s+([\\w*,\\- ]+?)\\s*(METADATA\\b.*)?$", Pattern.MULTILINE);

    public Panel {
        columns = List.copyOf(columns);
        drills = List.copyOf(drills);
        alone = Map.copyOf(alone);
        for (Role role : needed(chart)) {
            if (columns.stream().noneMatch(column -> column.role() == role)) {
                throw new IllegalArgumentException("panel " + id + " has no column with the role " + role);
            }
        }
        Matcher parameter = PARAMETER.matcher(query);
        while (parameter.find()) {
            if (!PARAMETERS.contains(parameter.group(1))) {
                throw new IllegalArgumentException(
                        "panel " + id + " asks for ?" + parameter.group(1) + ", expected ?_tstart or ?_tend");
            }
        }
        Set<String> names = new HashSet<>();
        columns.forEach(column -> names.add(column.name()));
        if (names.size() < columns.size()) {
            throw new IllegalArgumentException("panel " + id + " has two columns of one name");
        }
        for (Drill drill : drills) {
            if (!(names.contains(drill.counts())
                    && names.containsAll(drill.cells())
                    && names.containsAll(drill.by().keySet())
                    && names.containsAll(drill.made().keySet())
                    && (drill.members() == null
                            || names.contains(drill.members().key())))) {
                throw new IllegalArgumentException(
                        "panel " + id + " drills by a column that it has not: " + drill.id());
            }
        }
        if (!names.containsAll(alone.keySet())) {
            throw new IllegalArgumentException("panel " + id + " explains a column that it has not: " + alone.keySet());
        }
    }

    /** The index pattern after FROM, without blanks. */
    public String source() {
        return source(query);
    }

    /** The index pattern after FROM in a query, without blanks. */
    public static String source(String query) {
        Matcher source = SOURCE.matcher(query);
        if (!source.find()) {
            throw new IllegalArgumentException("a query must begin with FROM: " + query);
        }
        return source.group(1).replace(" ", "");
    }

    private static Set<Role> needed(Chart chart) {
        return switch (chart) {
            case METRIC, GAUGE -> Set.of(Role.VALUE);
            case TABLE -> Set.of(Role.SHOW);
            case BAR, COLUMN, LINE, PIE -> Set.of(Role.X, Role.VALUE);
            case HEATMAP -> Set.of(Role.X, Role.Y, Role.VALUE);
            case MAP -> Set.of(Role.KEY);
        };
    }
}

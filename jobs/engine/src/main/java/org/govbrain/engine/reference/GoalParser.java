package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.Goal;
import org.govbrain.domain.sla.Span;
import org.govbrain.domain.sla.When;
import org.jspecify.annotations.Nullable;

/** Reads how long a clock of {@code policy.yaml} may run. */
final class GoalParser {
    private static final String END_OF_DAY = "end of day";
    private static final String LENGTH = Span.EXPECTED + ", or a working day's end like end of day + 1";

    private GoalParser() {}

    /** The goals of a clock: one under {@code goal}, or several under {@code goals}, each for what it applies to. */
    static List<GoalChoice> goals(YamlMap map) {
        List<GoalChoice> goals = new ArrayList<>();
        List<YamlMap> several = map.maps("goals");
        for (YamlMap each : several) {
            When when = each.findMap("when").map(PolicyParser::when).orElse(When.ANY);
            goal(each).ifPresent(goal -> goals.add(new GoalChoice(when, goal)));
            each.finish();
        }
        if (several.isEmpty()) {
            goal(map).ifPresent(goal -> goals.add(new GoalChoice(When.ANY, goal)));
        } else if (map.has("goal")) {
            map.problem("goal", map.texts("goal").toString(), "either goal or goals");
        }
        return goals;
    }

    private static Optional<Goal> goal(YamlMap map) {
        boolean dueAt = false;
        boolean category = false;
        Span span = null;
        Integer endOfDay = null;
        List<String> texts = map.texts("goal");
        for (String text : texts) {
            boolean isLast = span == null && endOfDay == null;
            // What stands behind must be what is looked at later, or the file says other than it does.
            if (text.equals("dueAt") && !dueAt && !category && isLast) {
                dueAt = true;
            } else if (text.equals("category") && !category && isLast) {
                category = true;
            } else if (isLast && Span.parse(text) != null) {
                span = Span.parse(text);
            } else if (isLast && endOfDay(text) != null) {
                endOfDay = endOfDay(text);
            } else {
                map.problem("goal", "\"" + text + "\"", "in this order: dueAt, category, " + LENGTH);
            }
        }
        if (texts.isEmpty()) {
            if (!map.has("goals")) {
                map.problem("goal", "dueAt, category, or " + LENGTH);
            }
            return Optional.empty();
        }
        return Optional.of(new Goal(dueAt, category, span, endOfDay));
    }

    /** Working days of {@code end of day} and {@code end of day + 2}; null when it is neither. */
    private static @Nullable Integer endOfDay(String text) {
        if (text.equals(END_OF_DAY)) {
            return 0;
        }
        String days = text.startsWith(END_OF_DAY + " + ") ? text.substring(END_OF_DAY.length() + 3) : "";
        boolean isNumber = !days.isEmpty() && days.length() <= 3 && days.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.valueOf(days) : null;
    }
}

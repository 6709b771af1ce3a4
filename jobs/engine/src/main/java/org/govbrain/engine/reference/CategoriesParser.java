package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.govbrain.domain.event.Category;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.CategoryGroup;
import org.govbrain.domain.event.CloseGoal;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code categories.yaml}:
 *
 * <pre>{@code
 * groups:
 *   - group: street-order
 *     zh: 街面秩序
 *     en: Street order
 *     close: {goal: P1D, calendar: office-hours}   # optional; calendar optional
 *     categories:
 *       - {code: street-stall, zh: 流动摊贩, en: Street stall}
 *       - {code: fire-lane, zh: 占用消防通道, en: Blocked fire lane, close: {goal: PT2H}}
 * }</pre>
 */
final class CategoriesParser {
    private static final Pattern GOAL = Pattern.compile(
            "P(?=[0-9T])(?:[0-9]{1,4}D)?(?:T(?=[0-9])(?:[0-9]{1,5}H)?(?:[0-9]{1,6}M)?(?:[0-9]{1,7}S)?)?");
    private static final Pattern NOTHING = Pattern.compile("[^1-9]*");

    private final Map<String, CategoryGroup> groups = new LinkedHashMap<>();
    private final List<Category> categories = new ArrayList<>();
    private final Set<String> codes = new HashSet<>();

    private CategoriesParser() {}

    /** The catalogue of a file; what can't be used is reported and left out. */
    static CategoryCatalogue parse(ReferenceText file, Problems problems) {
        return new CategoriesParser().catalogue(Yaml.read(file, problems));
    }

    private CategoryCatalogue catalogue(YamlMap file) {
        List<YamlMap> maps = file.maps("groups");
        if (!file.has("groups")) {
            file.problem("groups", "a list of groups");
        }
        maps.forEach(this::group);
        file.finish();
        return new CategoryCatalogue(groups.values(), categories);
    }

    private void group(YamlMap map) {
        String code = map.text("group");
        String zh = map.text("zh");
        String en = map.text("en");
        CloseGoal close = closeOf(map).orElse(null);
        List<YamlMap> members = map.maps("categories");
        map.finish();
        if (groups.putIfAbsent(code, new CategoryGroup(code, zh, en, close)) != null) {
            map.problem("group", "a code that no other group has");
        }
        members.forEach(member -> category(member, code));
    }

    private void category(YamlMap map, String group) {
        String code = map.text("code");
        String zh = map.findText("zh").orElse(code);
        String en = map.findText("en").orElse(code);
        CloseGoal close = closeOf(map).orElse(null);
        map.finish();
        if (codes.add(code)) {
            categories.add(new Category(code, group, zh, en, close));
        } else if (!code.isEmpty()) {
            map.problem("code", "a code that no other category has");
        }
    }

    private Optional<CloseGoal> closeOf(YamlMap map) {
        return map.findMap("close").map(close -> {
            String goal = close.text("goal");
            @Nullable String calendar = close.findText("calendar").orElse(null);
            close.finish();
            if (!goal.isEmpty()
                    && (!GOAL.matcher(goal).matches() || NOTHING.matcher(goal).matches())) {
                close.problem("goal", "a time above zero such as PT2H, PT90M or P3D (3 working days)");
            }
            return new CloseGoal(goal, calendar);
        });
    }
}

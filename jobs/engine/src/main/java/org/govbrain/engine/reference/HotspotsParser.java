package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.CategoryGroup;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.detect.CasePattern;
import org.govbrain.domain.hotspot.detect.SequenceRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hotspots.yaml}; docs/HOTSPOTS.md explains its keys. A key that is left out has the value of
 * {@link HotspotPolicy#DEFAULT}; sequences that are left out are its sequences, and an empty list is none.
 */
final class HotspotsParser {
    private static final String ID = "[a-z0-9][a-z0-9-]*";

    private final CategoryCatalogue categories;

    private HotspotsParser(CategoryCatalogue categories) {
        this.categories = categories;
    }

    /** The policy of a file; what is wrong with it is reported. */
    static HotspotPolicy parse(ReferenceText file, CategoryCatalogue categories, Problems problems) {
        return new HotspotsParser(categories).policy(Yaml.read(file, problems));
    }

    private HotspotPolicy policy(YamlMap map) {
        HotspotPolicy otherwise = HotspotPolicy.DEFAULT;
        List<SequenceRule> sequences = sequences(map.maps("sequences"));
        HotspotPolicy policy = new HotspotPolicy(
                map.text("version"),
                number(map, "latenessMinutes", 0, 600, otherwise.latenessMinutes()),
                map.findMap("revision").map(HotspotsParser::revision).orElse(otherwise.revision()),
                map.findFlag("statistics").orElse(otherwise.statistics()),
                map.findMap("repeat").map(HotspotsParser::repeat).orElse(otherwise.repeat()),
                map.has("sequences") ? sequences : otherwise.sequences(),
                map.findMap("daily").map(HotspotsParser::daily).orElse(otherwise.daily()),
                map.findMap("scan").map(HotspotsParser::scan).orElse(otherwise.scan()),
                map.findMap("nearRepeat").map(HotspotsParser::nearRepeat).orElse(otherwise.nearRepeat()),
                map.findMap("quality").map(HotspotsParser::quality).orElse(otherwise.quality()),
                map.texts("uncounted"));
        map.finish();
        return policy;
    }

    private static HotspotPolicy.Revision revision(YamlMap map) {
        HotspotPolicy.Revision otherwise = HotspotPolicy.DEFAULT.revision();
        HotspotPolicy.Revision revision = new HotspotPolicy.Revision(
                number(map, "days", 1, 60, otherwise.days()), number(map, "hours", 1, 168, otherwise.hours()));
        map.finish();
        return revision;
    }

    private static HotspotPolicy.Repeat repeat(YamlMap map) {
        HotspotPolicy.Repeat otherwise = HotspotPolicy.DEFAULT.repeat();
        List<Integer> levels = levels(map);
        HotspotPolicy.Repeat repeat = new HotspotPolicy.Repeat(
                decimal(map, "windowDays", 0.01, 60, otherwise.windowDays()),
                levels.isEmpty() ? otherwise.levels() : levels,
                decimal(map, "radiusM", 1, 2000, otherwise.radiusM()),
                number(map, "pageCases", 2, 1000, otherwise.pageCases()),
                decimal(map, "baseDays", 1, 60, otherwise.baseDays()));
        map.finish();
        return repeat;
    }

    private static List<Integer> levels(YamlMap map) {
        List<Integer> levels = new ArrayList<>();
        for (String text : map.texts("levels")) {
            int before = levels.isEmpty() ? 1 : levels.get(levels.size() - 1);
            if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) <= before) {
                map.problem("levels", "\"" + text + "\"", "whole numbers from 2 on, ascending, such as [3, 5]");
                return List.of();
            }
            levels.add(Integer.parseInt(text));
        }
        return levels;
    }

    private static HotspotPolicy.Daily daily(YamlMap map) {
        HotspotPolicy.Daily otherwise = HotspotPolicy.DEFAULT.daily();
        HotspotPolicy.Daily daily = new HotspotPolicy.Daily(
                number(map, "slices", 2, 120, otherwise.slices()),
                number(map, "minSlices", 2, 120, otherwise.minSlices()),
                number(map, "minCases", 1, 100_000, otherwise.minCases()),
                decimal(map, "alpha", 0.0001, 0.5, otherwise.alpha()),
                decimal(map, "minSigma", 0.01, 100, otherwise.minSigma()),
                decimal(map, "cusumRise", 1.01, 100, otherwise.cusumRise()),
                decimal(map, "cusumLimit", 0.1, 1000, otherwise.cusumLimit()));
        if (daily.minSlices() > daily.slices()) {
            map.problem("minSlices", "at most as many as slices, " + daily.slices());
        }
        map.finish();
        return daily;
    }

    private static HotspotPolicy.Scan scan(YamlMap map) {
        HotspotPolicy.Scan otherwise = HotspotPolicy.DEFAULT.scan();
        HotspotPolicy.Scan scan = new HotspotPolicy.Scan(
                number(map, "days", 2, 365, otherwise.days()),
                number(map, "maxDays", 1, 90, otherwise.maxDays()),
                number(map, "hours", 24, 1000, otherwise.hours()),
                number(map, "maxHours", 1, 72, otherwise.maxHours()),
                decimal(map, "radiusM", 1, 100_000, otherwise.radiusM()),
                number(map, "maxGrids", 1, 400, otherwise.maxGrids()),
                number(map, "replicas", 19, 99_999, otherwise.replicas()),
                decimal(map, "alpha", 0.001, 0.5, otherwise.alpha()),
                decimal(map, "pageDays", 0, 1e6, otherwise.pageDays()));
        if (scan.maxDays() > scan.days()) {
            map.problem("maxDays", "at most as many as days, " + scan.days());
        }
        map.finish();
        return scan;
    }

    private static HotspotPolicy.NearRepeat nearRepeat(YamlMap map) {
        HotspotPolicy.NearRepeat otherwise = HotspotPolicy.DEFAULT.nearRepeat();
        HotspotPolicy.NearRepeat nearRepeat = new HotspotPolicy.NearRepeat(
                decimal(map, "distanceM", 1, 10_000, otherwise.distanceM()),
                decimal(map, "days", 0.01, 90, otherwise.days()),
                decimal(map, "historyDays", 1, 365, otherwise.historyDays()),
                decimal(map, "alpha", 0.0001, 0.5, otherwise.alpha()));
        map.finish();
        return nearRepeat;
    }

    private static HotspotPolicy.Quality quality(YamlMap map) {
        HotspotPolicy.Quality otherwise = HotspotPolicy.DEFAULT.quality();
        HotspotPolicy.Quality quality = new HotspotPolicy.Quality(
                number(map, "defaultPointCases", 2, 100_000, otherwise.defaultPointCases()),
                decimal(map, "burstSeconds", 0, 3600, otherwise.burstSeconds()),
                number(map, "burstCases", 2, 1000, otherwise.burstCases()),
                number(map, "shuttleTrips", 3, 1000, otherwise.shuttleTrips()),
                decimal(map, "shuttleHours", 0.01, 168, otherwise.shuttleHours()));
        if ((quality.shuttleTrips() - 1) * quality.shuttleHours() > 168) {
            map.problem("shuttleHours", "so few that shuttleTrips, one after the other, fit into a week (168 hours)");
        }
        map.finish();
        return quality;
    }

    private List<SequenceRule> sequences(List<YamlMap> maps) {
        List<SequenceRule> rules = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap map : maps) {
            SequenceRule rule = sequence(map);
            if (!rule.id().isEmpty() && !rule.id().matches(ID)) {
                map.problem("id", "lower-case letters, digits and dashes, like reopened-again");
            } else if (!rule.id().isEmpty() && !ids.add(rule.id())) {
                map.problem("id", "an id that no other rule has");
            }
            rules.add(rule);
        }
        return rules;
    }

    private SequenceRule sequence(YamlMap map) {
        Optional<YamlMap> title = map.findMap("title");
        if (title.isEmpty()) {
            map.problem("title", "{en: ..., zh: ...}: the middle of a sentence in both languages");
        }
        String id = map.text("id");
        String en = title.map(both -> both.text("en")).orElse(id);
        String zh = title.map(both -> both.text("zh")).orElse(id);
        title.ifPresent(YamlMap::finish);
        Optional<YamlMap> then = map.findMap("then");
        if (then.isEmpty()) {
            map.problem("then", "the case that completes the sequence; {} is any");
        }
        Optional<YamlMap> first = map.findMap("first");
        int count = first.map(before -> number(before, "count", 1, 1000, 1)).orElse(0);
        SequenceRule rule = new SequenceRule(
                id,
                en,
                zh,
                first.map(this::pattern).orElse(CasePattern.ANY),
                count,
                then.map(this::pattern).orElse(CasePattern.ANY),
                decimal(map, "withinHours", 0.01, 1440, 72.0),
                map.findFlag("sameGroup").orElse(true),
                map.findFlag("page").orElse(false));
        map.finish();
        return rule;
    }

    private CasePattern pattern(YamlMap map) {
        List<String> groups = map.texts("groups");
        List<String> known =
                categories.groups().stream().map(CategoryGroup::code).toList();
        groups.stream()
                .filter(group -> !known.contains(group))
                .forEach(group -> map.problem("groups", "\"" + group + "\"", "groups of categories.yaml: " + known));
        CasePattern pattern = new CasePattern(
                groups,
                map.texts("categories"),
                find(map, "origin", Stream.values(), Stream::id, "patrol, linkage110 or platform"),
                find(map, "urgency", Urgency.values(), Urgency::name, "ROUTINE or URGENT"),
                map.findFlag("unresolved").orElse(false),
                map.findFlag("reopened").orElse(false));
        map.finish();
        return pattern;
    }

    /** The value with that id; what is wrong is a problem of the key. */
    private static <T extends Enum<T>> @Nullable T find(
            YamlMap map, String key, T[] values, Function<T, String> id, String expected) {
        String word = map.findText(key).orElse(null);
        if (word == null) {
            return null;
        }
        for (T value : values) {
            if (id.apply(value).equals(word)) {
                return value;
            }
        }
        map.problem(key, expected);
        return null;
    }

    private static int number(YamlMap map, String key, long least, long most, int otherwise) {
        return map.findNumber(key, least, most).map(Math::toIntExact).orElse(otherwise);
    }

    private static double decimal(YamlMap map, String key, double least, double most, double otherwise) {
        return map.findDecimal(key, least, most).orElse(otherwise);
    }
}

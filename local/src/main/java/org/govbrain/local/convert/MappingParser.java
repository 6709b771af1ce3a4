package org.govbrain.local.convert;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.local.convert.EventRule.Shared;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file; docs/CONVERTERS.md says what stands in it. */
final class MappingParser {
    private static final Set<String> CRS = Set.of("WGS84", "CGCS2000", "GCJ02", "BD09");
    private static final String LAT_LON = "latLon";
    private static final String LON_LAT = "lonLat";

    private final Optional<List<String>> columns;
    private final ColumnCheck check;

    private MappingParser(Optional<List<String>> columns) {
        this.columns = columns;
        this.check = new ColumnCheck(columns);
    }

    /**
     * The mapping of a file of which {@link SourceForm} is read already; what can't be used is reported.
     *
     * @param columns of the data, which the mapping may use; empty when the data has no header
     */
    static Mapping parse(YamlMap file, Optional<List<String>> columns) {
        return new MappingParser(columns).mapping(file);
    }

    private Mapping mapping(YamlMap file) {
        TimeDefaults time =
                file.findMap("time").map(MappingParser::timeDefaults).orElse(TimeDefaults.NONE);
        PointRule position = file.findMap("position").flatMap(this::point).orElse(null);
        Optional<YamlMap> common = file.findMap("common");
        List<EventRule> events = new ArrayList<>();
        for (YamlMap event : file.maps("events")) {
            event(event, time, position, common).ifPresent(events::add);
        }
        if (!file.has("events")) {
            file.problem("events", "a list of events");
        }
        file.finish();
        return new Mapping(events);
    }

    private static TimeDefaults timeDefaults(YamlMap map) {
        TimeDefaults read = TimeDefaults.read(map, TimeDefaults.NONE);
        map.finish();
        return read;
    }

    private Optional<EventRule> event(
            YamlMap map, TimeDefaults time, @Nullable PointRule position, Optional<YamlMap> common) {
        EventFile stream = symbol(map, "stream", EventFile.values(), null);
        Shared shared = symbol(map, "shared", Shared.values(), Shared.NO);
        Template id = new Template(map.text("id"));
        check.template(map, "id", id);
        TimeRule at = time(map, "at", time);
        String each = map.findText("each").orElse(null);
        if (each != null && columns.isPresent()) {
            map.problem("each", "no each: only JSON has arrays");
        }
        String kind = map.text("kind").toUpperCase(Locale.ROOT);
        List<Condition> when = map.findMap("when").map(this::conditions).orElse(List.of());
        Optional<YamlMap> own = map.findMap("fields");
        map.finish();
        if (stream == null || at == null) {
            return Optional.empty();
        }
        Schema kinds = stream.schema().getField("kind").schema();
        if (!kind.isEmpty() && !kinds.getEnumSymbols().contains(kind)) {
            map.problem("kind", "one of " + String.join(", ", kinds.getEnumSymbols()));
        }
        Map<String, ValueRule> fields = new LinkedHashMap<>();
        FieldNames names = new FieldNames(stream);
        common.ifPresent(all -> fields(all, names, time, false, fields));
        own.ifPresent(some -> fields(some, names, time, true, fields));
        names.missing(fields.keySet())
                .forEach(name ->
                        map.problem("fields." + name, "a value: every event of " + map.text("stream") + " has it"));
        return Optional.of(
                new EventRule(stream, kind, each, when, id, at, shared == null ? Shared.NO : shared, position, fields));
    }

    /** Fields that the stream doesn't have are an error in an event, and left out when they are common to all. */
    private void fields(
            YamlMap map, FieldNames names, TimeDefaults time, boolean strict, Map<String, ValueRule> fields) {
        for (String name : map.keys()) {
            boolean known = names.known().contains(name);
            if (!known && (strict || !FieldNames.ofAny().contains(name))) {
                map.problem(name, "a field that nobody knows", "one of " + String.join(", ", names.known()));
            }
            ValueRule rule = names.isTime(name) ? time(map, name, time) : value(map, name);
            if (known && rule != null) {
                fields.put(name, rule);
            }
        }
    }

    private ValueRule value(YamlMap map, String key) {
        if (!map.hasMap(key)) {
            Template template = new Template(map.text(key));
            check.template(map, key, template);
            return template;
        }
        YamlMap words = map.findMap(key).orElseThrow();
        String column = words.text("column");
        check.column(words, "column", column);
        Map<String, String> translated = new LinkedHashMap<>();
        words.findMap("map")
                .ifPresentOrElse(
                        pairs -> pairs.keys().forEach(word -> translated.put(word, pairs.text(word))),
                        () -> words.problem("map", "words and what they mean"));
        Template otherwise = words.findText("else").map(Template::new).orElse(null);
        if (otherwise != null) {
            check.template(words, "else", otherwise);
        }
        words.finish();
        return new WordMap(column, translated, otherwise);
    }

    /** Null when it was reported. */
    private @Nullable TimeRule time(YamlMap map, String key, TimeDefaults defaults) {
        if (!map.hasMap(key)) {
            return defaults.rule(map, key, source(map, key, map.text(key)), null);
        }
        YamlMap time = map.findMap(key).orElseThrow();
        Template source = source(time, "column", time.text("column"));
        Template notBefore = time.findText("notBefore")
                .map(text -> source(time, "notBefore", text))
                .orElse(null);
        TimeDefaults own = TimeDefaults.read(time, defaults);
        time.finish();
        return own.rule(map, key, source, notBefore);
    }

    private Template source(YamlMap map, String key, String text) {
        Template source = TimeRule.source(text);
        check.template(map, key, source);
        return source;
    }

    private Optional<PointRule> point(YamlMap map) {
        String point = map.findText("point").orElse(null);
        String lat = point == null ? map.text("lat") : point;
        String lon = point == null ? map.text("lon") : point;
        String crs = map.findText("crs").orElse("WGS84");
        if (!CRS.contains(crs)) {
            map.problem("crs", "one of WGS84, CGCS2000, GCJ02, BD09");
        }
        String order = map.findText("order").orElse(LAT_LON);
        if (!order.equals(LAT_LON) && !order.equals(LON_LAT)) {
            map.problem("order", "latLon or lonLat");
        } else if (point == null && map.has("order")) {
            map.problem("order", "no order: lat and lon have columns of their own");
        }
        map.finish();
        check.column(map, point == null ? "lat" : "point", lat);
        check.column(map, point == null ? "lon" : "point", lon);
        return Optional.of(new PointRule(lat, lon, order.equals(LON_LAT), crs));
    }

    private List<Condition> conditions(YamlMap map) {
        List<Condition> conditions = new ArrayList<>();
        for (String column : map.keys()) {
            check.column(map, column, column);
            if (map.hasMap(column)) {
                YamlMap words = map.findMap(column).orElseThrow();
                boolean not = words.has("not");
                String key = not ? "not" : words.has("in") ? "in" : "equals";
                Set<String> listed = new LinkedHashSet<>(words.texts(key));
                if (listed.isEmpty()) {
                    words.problem("equals", "equals, in or not with the words");
                }
                words.finish();
                conditions.add(new Condition(column, not ? Condition.Test.NOT : Condition.Test.IN, listed));
            } else {
                String word = map.text(column);
                if (!word.equals("present") && !word.equals("absent")) {
                    map.problem(column, "present, absent, {equals: …}, {in: […]} or {not: […]}");
                }
                conditions.add(new Condition(
                        column, word.equals("absent") ? Condition.Test.ABSENT : Condition.Test.PRESENT, Set.of()));
            }
        }
        return conditions;
    }

    private static <E extends Enum<E>> @Nullable E symbol(YamlMap map, String key, E[] all, @Nullable E fallback) {
        Optional<String> text = fallback == null ? Optional.of(map.text(key)) : map.findText(key);
        if (text.isEmpty() || text.get().isEmpty()) {
            return fallback;
        }
        for (E one : all) {
            if (one.name().equalsIgnoreCase(text.get())) {
                return one;
            }
        }
        map.problem(
                key,
                "one of "
                        + String.join(
                                ", ",
                                Arrays.stream(all)
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList()));
        return fallback;
    }

    /** What holds for every time of the mapping that says nothing else; null where nothing is said. */
    private record TimeDefaults(
            @Nullable TimeForm form, @Nullable ZoneId zone) {
        static final TimeDefaults NONE = new TimeDefaults(null, null);

        static TimeDefaults read(YamlMap map, TimeDefaults defaults) {
            return new TimeDefaults(
                    map.findText("format").map(text -> form(map, text)).orElse(defaults.form),
                    map.findText("zone").map(text -> zone(map, text)).orElse(defaults.zone));
        }

        private static TimeForm form(YamlMap map, String text) {
            try {
                return TimeForm.of(text);
            } catch (IllegalArgumentException e) {
                map.problem(
                        "format",
                        "iso, epochSeconds, epochMillis, or a pattern such as yyyy-MM-dd HH:mm:ss (" + e.getMessage()
                                + ")");
                return TimeForm.FALLBACK;
            }
        }

        private static ZoneId zone(YamlMap map, String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                map.problem("zone", "a time zone such as Asia/Shanghai");
                return ZoneId.of("UTC");
            }
        }

        @Nullable
        TimeRule rule(YamlMap map, String key, Template source, @Nullable Template notBefore) {
            if (form == null) {
                map.problem(key, "no format", "time: {format: …} at the top of the mapping, or here");
                return null;
            }
            if (zone == null && form.needsZone()) {
                map.problem(key, "no time zone", "time: {zone: …} at the top of the mapping, or here");
                return null;
            }
            return new TimeRule(source, form, zone == null ? ZoneId.of("UTC") : zone, notBefore);
        }
    }
}

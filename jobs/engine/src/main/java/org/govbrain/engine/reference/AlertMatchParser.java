package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertMatch;
import org.govbrain.domain.alert.Severity;
import org.govbrain.domain.sla.Span;
import org.govbrain.domain.sla.WorkCalendars;

/** Reads which alerts a rule, an inhibition or a silence means, and the lengths of time beside it. */
final class AlertMatchParser {
    private static final WorkCalendars ALWAYS = WorkCalendars.alwaysOnly();

    private AlertMatchParser() {}

    /** The condition at a key; {@link AlertMatch#ANY} when it is left out. */
    static AlertMatch match(YamlMap map, String key) {
        Optional<YamlMap> found = map.findMap(key);
        if (found.isEmpty()) {
            return AlertMatch.ANY;
        }
        YamlMap when = found.get();
        AlertMatch match = new AlertMatch(
                words(when, "alert", AlertKind::find, kinds()),
                Set.copyOf(when.texts("clock")),
                words(when, "severity", Severity::find, severities()),
                when.findFlag("urgent").orElse(null),
                Set.copyOf(when.texts("categoryGroup")),
                Set.copyOf(when.texts("department")),
                Set.copyOf(when.texts("community")),
                Set.copyOf(when.texts("grid")),
                Set.copyOf(when.texts("case")));
        when.finish();
        return match;
    }

    private static List<String> kinds() {
        return List.of(AlertKind.BREACH.word(), AlertKind.HOTSPOT.word(), AlertKind.FEED.word());
    }

    private static List<String> severities() {
        return Arrays.stream(Severity.values()).map(Severity::word).toList();
    }

    private static <T> Set<T> words(YamlMap map, String key, Function<String, Optional<T>> find, List<String> allowed) {
        Set<T> found = new HashSet<>();
        for (String text : map.texts(key)) {
            Optional<T> word = allowed.contains(text) ? find.apply(text) : Optional.empty();
            word.ifPresent(found::add);
            if (word.isEmpty()) {
                map.problem(key, "\"" + text + "\"", "words out of " + allowed);
            }
        }
        return found;
    }

    /** A length of real time in milliseconds; the given one when it is left out. */
    static long lengthMs(YamlMap map, String key, long otherwiseMs) {
        Optional<String> text = map.findText(key);
        if (text.isEmpty()) {
            return otherwiseMs;
        }
        Span span = Span.parse(text.get());
        if (span == null) {
            map.problem(key, Span.EXPECTED);
            return otherwiseMs;
        }
        return span.ms(ALWAYS.get("24x7"));
    }

    /** The texts at a key that must have at least one. */
    static List<String> someTexts(YamlMap map, String key, String expected) {
        List<String> texts = new ArrayList<>(map.texts(key));
        if (texts.isEmpty() && map.isReadable()) {
            map.problem(key, expected);
        }
        return texts;
    }
}

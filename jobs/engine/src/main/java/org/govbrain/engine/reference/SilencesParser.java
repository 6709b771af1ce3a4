package org.govbrain.engine.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.govbrain.domain.alert.AlertMatch;
import org.govbrain.domain.alert.Silence;

/**
 * Reads {@code silences.yaml}:
 *
 * <pre>{@code
 * silences:
 *   - id: road-works
 *     when: {community: QL-03, categoryGroup: street-order}
 *     from: "2026-03-04T08:00:00+08:00"
 *     until: "2026-03-06T18:00:00+08:00"
 *     owner: JD-1
 *     reason: road works on the main street
 * }</pre>
 */
public final class SilencesParser {
    private SilencesParser() {}

    /** The silences of a file; what can't be used is reported. */
    public static List<Silence> parse(ReferenceText file, Problems problems) {
        YamlMap map = Yaml.read(file, problems);
        List<Silence> silences = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlMap each : map.maps("silences")) {
            Silence silence = silence(each);
            if (!ids.add(silence.id())) {
                each.problem("id", "an id that no other silence has");
            }
            silences.add(silence);
        }
        map.finish();
        return silences;
    }

    private static Silence silence(YamlMap map) {
        String id = map.text("id");
        AlertMatch when = AlertMatchParser.match(map, "when");
        if (when.equals(AlertMatch.ANY)) {
            map.problem(
                    "when",
                    map.has("when") ? "no condition" : "missing",
                    "at least one condition: nobody silences everything");
        }
        Instant from = ReferenceTime.time(map, "from");
        Instant until = ReferenceTime.time(map, "until");
        if (map.has("from") && map.has("until") && !from.isBefore(until)) {
            map.problem("until", "a time after from");
        }
        Silence silence = new Silence(id, when, from, until, map.text("owner"), map.text("reason"));
        map.finish();
        return silence;
    }
}

package org.govbrain.engine.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads instants in YAML files. */
final class ReferenceTime {
    private static final String EXPECTED = "a time with offset like 2026-03-04T22:00:00+08:00";

    private ReferenceTime() {}

    /** The instant at a key; reported, and the epoch, when there is none. */
    static Instant time(YamlMap map, String key) {
        String text = map.text(key);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            if (map.has(key)) {
                map.problem(key, EXPECTED);
            }
            return Instant.EPOCH;
        }
    }
}

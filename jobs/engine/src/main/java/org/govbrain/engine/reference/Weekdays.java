package org.govbrain.engine.reference;

import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Days of the week as files name them, under the key {@code days}. */
final class Weekdays {
    static final List<String> WORDS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private Weekdays() {}

    /** Empty when none is named; a word that is no day is reported. */
    static Set<DayOfWeek> of(YamlMap map) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : map.texts("days")) {
            int day = WORDS.indexOf(text);
            if (day < 0) {
                map.problem("days", "\"" + text + "\"", "days out of " + WORDS);
            } else {
                days.add(DayOfWeek.of(day + 1));
            }
        }
        return days;
    }
}

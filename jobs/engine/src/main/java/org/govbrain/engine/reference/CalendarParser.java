package org.govbrain.engine.reference;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.sla.CalendarSpec;
import org.govbrain.domain.sla.CalendarSpec.Window;
import org.govbrain.domain.sla.Holidays;
import org.govbrain.domain.sla.WorkCalendars;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code calendar.yaml}:
 *
 * <pre>{@code
 * zone: Asia/Shanghai                 # of the city, and of each calendar that names none
 * holidays:
 *   - id: china
 *     years:
 *       - {year: 2026, off: [2026-01-01..2026-01-03], work: [2026-01-04]}
 * calendars:
 *   - {id: office-hours, days: [MON, TUE, WED, THU, FRI], hours: ["09:00-12:00", "13:30-17:30"], holidays: china}
 * }</pre>
 */
public final class CalendarParser {
    private static final String DEFAULT_ZONE = "Asia/Shanghai";

    private final Map<String, Holidays> holidays = new LinkedHashMap<>();
    private final Map<String, CalendarSpec> calendars = new LinkedHashMap<>();

    private CalendarParser() {}

    /** The calendars of a file; what can't be used is reported and left out. */
    public static CalendarFile parse(ReferenceText file, Problems problems) {
        return new CalendarParser().read(Yaml.read(file, problems), problems);
    }

    private CalendarFile read(YamlMap file, Problems problems) {
        int before = problems.count();
        String zone = zoneOf(file, DEFAULT_ZONE);
        file.maps("holidays").forEach(this::holidays);
        file.maps("calendars").forEach(map -> calendar(map, zone));
        file.finish();
        boolean usable = problems.count() == before;
        WorkCalendars compiled =
                usable ? WorkCalendars.of(calendars.values(), holidays.values()) : WorkCalendars.alwaysOnly();
        return new CalendarFile(ZoneId.of(zone), compiled);
    }

    private static String zoneOf(YamlMap map, String fallback) {
        String zone = map.findText("zone").orElse(fallback);
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            map.problem("zone", "a time zone like Asia/Shanghai");
            return fallback;
        }
    }

    private void holidays(YamlMap map) {
        String id = map.text("id");
        Map<Integer, YamlMap> years = new HashMap<>();
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> work = new HashSet<>();
        for (YamlMap year : map.maps("years")) {
            int number = year.findNumber("year", 1900, 2300).orElse(0L).intValue();
            if (!year.has("year")) {
                year.problem("year", "a year like 2026");
            } else if (number > 0 && years.put(number, year) != null) {
                year.problem("year", "each year once");
            }
            Set<LocalDate> offThen = days(year, "off", number);
            Set<LocalDate> workThen = days(year, "work", number);
            offThen.stream().filter(workThen::contains).sorted().findFirst().ifPresent(day -> {
                year.problem("work", day.toString(), "a day that is not off as well");
            });
            year.finish();
            off.addAll(offThen);
            work.addAll(workThen);
        }
        if (years.isEmpty() && !map.has("years")) {
            map.problem("years", "at least one year with its days off, or no deadline of its calendars can be told");
        }
        map.finish();
        if (holidays.putIfAbsent(id, new Holidays(id, years.keySet(), off, work)) != null) {
            map.problem("id", "an id that no other holidays have");
        }
    }

    private static Set<LocalDate> days(YamlMap map, String key, int year) {
        Set<LocalDate> days = new HashSet<>();
        for (String text : map.texts(key)) {
            int dots = text.indexOf("..");
            LocalDate first = date(dots < 0 ? text : text.substring(0, dots));
            LocalDate last = dots < 0 ? first : date(text.substring(dots + 2));
            if (first == null
                    || last == null
                    || last.isBefore(first)
                    || first.getYear() != year
                    || last.getYear() != year) {
                String may = (year == 0 ? 2026 : year) + "-05-0";
                map.problem(
                        key, "\"" + text + "\"", "days of the year like " + may + "1 or " + may + "1.." + may + "5");
                continue;
            }
            first.datesUntil(last.plusDays(1)).forEach(days::add);
        }
        return days;
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void calendar(YamlMap map, String cityZone) {
        String id = map.text("id");
        String zone = zoneOf(map, cityZone);
        Set<DayOfWeek> days = weekdays(map);
        List<Window> windows = windows(map);
        String named = map.findText("holidays").orElse(null);
        map.finish();
        if (named != null && !holidays.containsKey(named)) {
            map.problem("holidays", "one of the holidays above: " + holidays.keySet());
        }
        if (id.equals(CalendarSpec.ALWAYS)) {
            map.problem("id", "another id: " + CalendarSpec.ALWAYS + " is there always and never closes");
        } else if (calendars.putIfAbsent(id, new CalendarSpec(id, zone, days, windows, named)) != null) {
            map.problem("id", "an id that no other calendar has");
        }
    }

    private static Set<DayOfWeek> weekdays(YamlMap map) {
        Set<DayOfWeek> days = Weekdays.of(map);
        if (!map.has("days")) {
            map.problem("days", "at least one day out of " + Weekdays.WORDS);
        }
        return days;
    }

    private static List<Window> windows(YamlMap map) {
        List<Window> windows = new ArrayList<>();
        int last = 0;
        for (String text : map.texts("hours")) {
            int dash = text.indexOf('-');
            int from = dash < 0 ? -1 : minute(text.substring(0, dash).strip());
            int to = dash < 0 ? -1 : minute(text.substring(dash + 1).strip());
            if (from < 0 || to <= from) {
                map.problem(
                        "hours",
                        "\"" + text + "\"",
                        "hours like 09:00-12:00 within one day; over midnight write two: 22:00-24:00 and 00:00-06:00");
            } else if (from < last) {
                map.problem("hours", "\"" + text + "\"", "hours in order and apart");
            } else {
                windows.add(new Window(from, to));
                last = to;
            }
        }
        if (!map.has("hours")) {
            map.problem("hours", "hours like \"09:00-12:00\"");
        }
        return windows;
    }

    private static int minute(String text) {
        boolean shaped = text.length() == 5 && text.charAt(2) == ':';
        for (int i = 0; shaped && i < 5; i++) {
            shaped = i == 2 || (text.charAt(i) >= '0' && text.charAt(i) <= '9');
        }
        if (!shaped) {
            return -1;
        }
        int hours = Integer.parseInt(text.substring(0, 2));
        int minutes = Integer.parseInt(text.substring(3));
        return minutes > 59 || hours * 60 + minutes > 1440 ? -1 : hours * 60 + minutes;
    }
}

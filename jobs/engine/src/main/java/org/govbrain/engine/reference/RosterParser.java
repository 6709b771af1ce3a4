package org.govbrain.engine.reference;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.roster.Area;
import org.govbrain.domain.roster.Cover;
import org.govbrain.domain.roster.DutyPost;
import org.govbrain.domain.roster.Leave;
import org.govbrain.domain.roster.RoleName;
import org.govbrain.domain.roster.Roster;
import org.govbrain.domain.roster.RosterSpec;
import org.govbrain.domain.roster.Shift;
import org.govbrain.domain.sla.WorkCalendar;
import org.govbrain.domain.sla.WorkCalendars;

/** Reads {@code roster.yaml}: who is on duty where and when. docs/PAGING.md explains its keys. */
public final class RosterParser {
    private static final List<String> DUTY_KEYS = List.of("role", "building", "grid", "community", "who");

    private final WorkCalendars calendars;
    private final ZoneId cityZone;
    private final BuildingIndex buildings;
    private final Map<String, Shift> shifts = new HashMap<>();
    private final List<Shift> shiftOrder = new ArrayList<>();

    private RosterParser(CalendarFile calendar, BuildingIndex buildings) {
        this.calendars = calendar.calendars();
        this.cityZone = calendar.zone();
        this.buildings = buildings;
    }

    /**
     * The roster of a file; what can't be used is reported.
     *
     * @param calendar calendars that shifts may name, and the city's zone
     * @param buildings their chiefs fill the role that the file names with {@code chiefs}
     */
    public static Roster parse(ReferenceText file, CalendarFile calendar, BuildingIndex buildings, Problems problems) {
        return new Roster(new RosterParser(calendar, buildings).read(Yaml.read(file, problems)));
    }

    private RosterSpec read(YamlMap map) {
        String version = map.text("version");
        ZoneId zone = zone(map);
        List<String> contacts = map.texts("contacts");
        List<RoleName> roles = new ArrayList<>();
        Set<String> roleIds = new HashSet<>();
        for (YamlMap each : map.maps("roles")) {
            String role = each.text("role");
            RoleName name = new RoleName(
                    role, each.findText("zh").orElse(role), each.findText("en").orElse(role));
            each.finish();
            if (roleIds.add(role)) {
                roles.add(name);
            } else {
                each.problem("role", "each role once");
            }
        }
        map.maps("shifts").forEach(this::shift);
        List<DutyPost> posts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (YamlMap each : map.maps("duties")) {
            DutyPost post = duty(each);
            if (!taken.add(post.role() + "|" + post.area())) {
                each.problem("role", "each role once in an area");
            }
            posts.add(post);
        }
        map.findText("chiefs").ifPresent(role -> chiefs(role, taken, posts));
        List<Cover> covers = new ArrayList<>();
        map.maps("overrides").forEach(each -> covers.add(cover(each)));
        List<Leave> leave = new ArrayList<>();
        map.maps("leave").forEach(each -> leave.add(leave(each)));
        Map<String, List<String>> people = new HashMap<>();
        for (YamlMap each : map.maps("people")) {
            String code = each.text("code");
            if (people.put(code, each.texts("contacts")) != null) {
                each.problem("code", "each person once");
            }
            each.finish();
        }
        names(map, "departments", "department");
        names(map, "platforms", "platform");
        map.finish();
        return new RosterSpec(version, zone, roles, shiftOrder, posts, covers, leave, contacts, people);
    }

    /** Names for pages that people read; who is on duty does not depend on them. */
    private static void names(YamlMap map, String list, String key) {
        for (YamlMap each : map.maps(list)) {
            var unusedCode = each.text(key);
            var unusedZh = each.findText("zh");
            var unusedEn = each.findText("en");
            each.finish();
        }
    }

    private ZoneId zone(YamlMap map) {
        Optional<String> zone = map.findText("zone");
        try {
            return zone.map(ZoneId::of).orElse(cityZone);
        } catch (DateTimeException e) {
            map.problem("zone", "a time zone like Asia/Shanghai");
            return cityZone;
        }
    }

    private void shift(YamlMap map) {
        String id = map.text("shift");
        LocalTime from = clock(map, "from");
        LocalTime to = clock(map, "to");
        if (map.has("from") && map.has("to") && from.equals(to)) {
            map.problem("to", "another time than from; a duty around the clock needs no shift: write who");
        }
        Set<DayOfWeek> days = Weekdays.of(map);
        Optional<String> named = map.findText("calendar");
        WorkCalendar calendar = named.map(calendars::find).orElse(null);
        if (named.isPresent() && calendar == null) {
            map.problem("calendar", "a calendar of calendar.yaml, one of " + calendars.ids());
        }
        map.finish();
        Shift shift = new Shift(id, from, to, days, calendar);
        if (DUTY_KEYS.contains(id) || shifts.putIfAbsent(id, shift) != null) {
            map.problem("shift", "a name that no other shift has and that is none of " + DUTY_KEYS);
            return;
        }
        shiftOrder.add(shift);
    }

    private static LocalTime clock(YamlMap map, String key) {
        String text = map.text(key);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            if (map.has(key)) {
                map.problem(key, "a time of day like \"08:00\"");
            }
            return LocalTime.MIDNIGHT;
        }
    }

    private DutyPost duty(YamlMap map) {
        String role = map.text("role");
        Area area = area(map);
        Map<String, List<String>> byShift = new HashMap<>();
        for (String key : map.keys()) {
            if (shifts.containsKey(key)) {
                byShift.put(key, map.texts(key));
            }
        }
        List<String> always = map.texts("who");
        if (byShift.isEmpty() && always.isEmpty() && map.isReadable()) {
            map.problem(
                    "who",
                    "a code, or codes by shift: "
                            + shiftOrder.stream().map(Shift::id).toList());
        }
        map.finish();
        return new DutyPost(role, area, byShift, always);
    }

    private Area area(YamlMap map) {
        Area area = Area.CITY;
        int named = 0;
        for (Area.Kind kind : List.of(Area.Kind.BUILDING, Area.Kind.GRID, Area.Kind.COMMUNITY)) {
            Optional<String> id = map.findText(kind.word());
            if (id.isPresent()) {
                area = new Area(kind, id.get());
                named++;
            }
        }
        if (named > 1) {
            map.problem(area.kind().word(), "one of building, grid and community, or none for the whole city");
        }
        if (area.kind() == Area.Kind.BUILDING
                && !buildings.isEmpty()
                && buildings.find(area.id()).isEmpty()) {
            map.problem("building", "a building of buildings.csv");
        }
        return area;
    }

    private void chiefs(String role, Set<String> taken, List<DutyPost> posts) {
        for (Building building : buildings.all()) {
            String chief = building.chiefCode();
            Area area = new Area(Area.Kind.BUILDING, building.buildingId());
            if (chief != null && !taken.contains(role + "|" + area)) {
                posts.add(new DutyPost(role, area, Map.of(), List.of(chief)));
            }
        }
    }

    private Cover cover(YamlMap map) {
        Period period = period(map);
        Cover cover = new Cover(
                map.text("role"),
                area(map),
                period.from,
                period.to,
                AlertMatchParser.someTexts(map, "who", "at least one code"),
                map.text("reason"));
        map.finish();
        return cover;
    }

    private static Leave leave(YamlMap map) {
        Period period = period(map);
        Leave leave = new Leave(map.text("who"), period.from, period.to, map.text("reason"));
        map.finish();
        return leave;
    }

    private record Period(Instant from, Instant to) {}

    private static Period period(YamlMap map) {
        Instant from = ReferenceTime.time(map, "from");
        Instant to = ReferenceTime.time(map, "to");
        if (map.has("from") && map.has("to") && !from.isBefore(to)) {
            map.problem("to", "a time after from");
        }
        return new Period(from, to);
    }
}

package org.govbrain.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.govbrain.domain.alert.Duty;
import org.govbrain.domain.alert.Duty.Absence;
import org.govbrain.domain.alert.DutyBook;
import org.govbrain.domain.alert.Scene;
import org.jspecify.annotations.Nullable;

/** Who is on duty where and when: people by code and role, shifts, overrides and leave. Immutable. */
public final class Roster implements DutyBook {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final RosterSpec spec;
    private final Map<String, Shift> shifts;
    private final Map<String, RoleName> roles;
    private final Map<String, Map<Area, DutyPost>> posts = new HashMap<>();
    private final Map<String, List<Leave>> leave;
    private final Map<String, List<Cover>> covers;

    public Roster(RosterSpec spec) {
        this.spec = spec;
        this.shifts = spec.shifts().stream().collect(Collectors.toMap(Shift::id, each -> each));
        this.roles = spec.roles().stream().collect(Collectors.toMap(RoleName::role, each -> each));
        spec.posts()
                .forEach(post -> posts.computeIfAbsent(post.role(), role -> new HashMap<>())
                        .put(post.area(), post));
        this.leave = spec.leave().stream().collect(Collectors.groupingBy(Leave::officer));
        this.covers = spec.covers().stream().collect(Collectors.groupingBy(Cover::role));
    }

    /** The roster of a city that has none: every duty is vacant. */
    public static Roster empty(ZoneId zone) {
        return new Roster(RosterSpec.empty(zone));
    }

    @Override
    public String version() {
        return spec.version();
    }

    /** The roster as written. */
    public RosterSpec spec() {
        return spec;
    }

    @Override
    public Duty find(String role, Scene scene, Instant at) {
        Map<Area, DutyPost> ofRole = posts.getOrDefault(role, Map.of());
        boolean unknownPlace = false;
        for (Area.Kind kind : Area.Kind.values()) {
            Area area = Area.of(kind, scene);
            if (area == null) {
                unknownPlace |= ofRole.keySet().stream().anyMatch(each -> each.kind() == kind);
                continue;
            }
            Cover cover = cover(role, area, at);
            DutyPost post = ofRole.get(area);
            if (cover != null || post != null) {
                return duty(role, area, post, cover, at);
            }
        }
        String place = scene.words("the city");
        return unknownPlace
                ? new Duty(
                        null,
                        List.of(),
                        Absence.NOT_CONCERNED,
                        place,
                        "地点未精确到" + roleZh(role) + "的辖区，直接通知上一级",
                        "the place is not known well enough for a " + roleEn(role))
                : vacant(role, place, place, place, "未排班", "nobody is planned");
    }

    private Duty duty(String role, Area area, @Nullable DutyPost post, @Nullable Cover cover, Instant at) {
        List<String> planned = new ArrayList<>();
        String how;
        if (cover != null) {
            planned.addAll(cover.officers());
            how = cover.reason();
        } else {
            how = plan(post, planned, at);
        }
        String away = null;
        String unreachable = null;
        for (String officer : planned) {
            if (leave.getOrDefault(officer, List.of()).stream().anyMatch(each -> each.covers(at))) {
                away = officer;
                continue;
            }
            List<String> contacts = spec.contactsOf(officer);
            if (contacts.isEmpty()) {
                unreachable = officer;
                continue;
            }
            String substitute = away == null ? "" : " (" + away + " 休假)";
            return new Duty(
                    officer,
                    contacts,
                    Absence.NONE,
                    area.en(),
                    area.zh() + " " + roleZh(role) + "，" + (cover == null ? how : "调班：" + how) + substitute,
                    roleEn(role) + " of " + area.en() + ", " + (cover == null ? how : "override: " + how)
                            + (away == null ? "" : " (" + away + " is on leave)"));
        }
        if (unreachable != null) {
            return new Duty(
                    null,
                    List.of(),
                    Absence.NO_CONTACT,
                    area.en(),
                    area.zh() + " " + roleZh(role) + " " + unreachable + " 无联系方式",
                    unreachable + ", " + roleEn(role) + " of " + area.en() + ", has no contact method");
        }
        return away == null
                ? vacant(role, area.en(), area.zh(), area.en(), "此时无人值班", "nobody is on duty at this hour")
                : vacant(
                        role,
                        area.en(),
                        area.zh(),
                        area.en(),
                        away + " 休假，无人替班",
                        away + " is on leave, nobody stands in");
    }

    private Duty vacant(String role, String key, String areaZh, String areaEn, String zh, String en) {
        return new Duty(
                null,
                List.of(),
                Absence.VACANT,
                key,
                areaZh + " " + roleZh(role) + " 值班空缺：" + zh,
                "no " + roleEn(role) + " for " + areaEn + ": " + en);
    }

    /** Adds who is planned now, and says by which shift. */
    private String plan(@Nullable DutyPost post, List<String> planned, Instant at) {
        if (post == null) {
            return "";
        }
        String how = "24h";
        for (Shift shift : spec.shifts()) {
            if (post.byShift().containsKey(shift.id()) && shift.runsAt(at, spec.zone())) {
                planned.addAll(post.byShift().getOrDefault(shift.id(), List.of()));
                how = shift.id() + " " + shift.hours();
            }
        }
        planned.addAll(post.always());
        return how;
    }

    private @Nullable Cover cover(String role, Area area, Instant at) {
        return covers.getOrDefault(role, List.of()).stream()
                .filter(each -> each.area().equals(area) && each.covers(at))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Instant nextChange(Instant after) {
        ZoneRules rules = spec.zone().getRules();
        TreeSet<Instant> changes = new TreeSet<>();
        LocalDate today = after.atZone(spec.zone()).toLocalDate();
        for (Shift shift : shifts.values()) {
            for (LocalTime time : Set.of(shift.from(), shift.to())) {
                for (int day = 0; day <= 1; day++) {
                    // Where the clocks go back a time may come twice; one that is left out comes with the next line.
                    LocalDateTime local = today.plusDays(day).atTime(time);
                    rules.getValidOffsets(local).forEach(offset -> changes.add(local.toInstant(offset)));
                }
            }
        }
        ZoneOffsetTransition clocksChange = rules.nextTransition(after);
        if (clocksChange != null) {
            changes.add(clocksChange.getInstant());
        }
        spec.covers().forEach(each -> {
            changes.add(each.from());
            changes.add(each.until());
        });
        spec.leave().forEach(each -> {
            changes.add(each.from());
            changes.add(each.until());
        });
        changes.add(today.plusDays(1).atStartOfDay(spec.zone()).toInstant());
        return Objects.requireNonNull(changes.higher(after));
    }

    @Override
    public String localTime(Instant at) {
        return LOCAL.format(at.atZone(spec.zone()));
    }

    @Override
    public String roleZh(String role) {
        RoleName name = roles.get(role);
        return name == null ? role : name.zh();
    }

    @Override
    public String roleEn(String role) {
        RoleName name = roles.get(role);
        return name == null ? role : name.en();
    }
}

package org.govbrain.domain.sla;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All calendars of a reference set, compiled, by id. {@value CalendarSpec#ALWAYS} is always among them. */
public final class WorkCalendars {
    private final Map<String, WorkCalendar> byId = new HashMap<>();

    private WorkCalendars() {}

    /**
     * Compiles them.
     *
     * @throws IllegalArgumentException if a calendar names holidays that are not given, has no working time, or an id
     *     comes twice
     */
    public static WorkCalendars of(Collection<CalendarSpec> specs, Collection<Holidays> holidays) {
        Map<String, Holidays> holidaysById = new HashMap<>();
        for (Holidays each : holidays) {
            holidaysById.put(each.id(), each);
        }
        WorkCalendars calendars = new WorkCalendars();
        calendars.add(CalendarSpec.always(), null);
        for (CalendarSpec spec : specs) {
            Holidays own = spec.holidays() == null ? null : holidaysById.get(spec.holidays());
            if (spec.holidays() != null && own == null) {
                throw new IllegalArgumentException(
                        "calendar '" + spec.id() + "' names unknown holidays '" + spec.holidays() + "'");
            }
            calendars.add(spec, own);
        }
        return calendars;
    }

    /** Only the calendar that never closes. */
    public static WorkCalendars alwaysOnly() {
        return of(Set.of(), Set.of());
    }

    private void add(CalendarSpec spec, @Nullable Holidays holidays) {
        if ((spec.days().isEmpty() && holidays == null) || spec.dayMs() <= 0) {
            throw new IllegalArgumentException("calendar '" + spec.id() + "' has no working time");
        }
        boolean isRedefinedAlways = spec.id().equals(CalendarSpec.ALWAYS) && spec.isAlways();
        if (byId.put(spec.id(), new WorkCalendar(spec, holidays)) != null && !isRedefinedAlways) {
            throw new IllegalArgumentException("calendar '" + spec.id() + "' is defined twice");
        }
    }

    /**
     * These, with the holidays of those years that only the calendars of the same id in {@code newer} know: what is known
     * stays as it is, and a deadline that could not be told for want of a year can be. This object when nothing is added.
     */
    public WorkCalendars withYearsOf(WorkCalendars newer) {
        WorkCalendars both = new WorkCalendars();
        boolean added = false;
        for (Map.Entry<String, WorkCalendar> each : byId.entrySet()) {
            WorkCalendar calendar = each.getValue().withYearsOf(newer.find(each.getKey()));
            added |= calendar != each.getValue();
            both.byId.put(each.getKey(), calendar);
        }
        return added ? both : this;
    }

    public @Nullable WorkCalendar find(String id) {
        return byId.get(id);
    }

    /**
     * The calendar {@code id}.
     *
     * @throws IllegalArgumentException if there is none of that id
     */
    public WorkCalendar get(String id) {
        WorkCalendar calendar = byId.get(id);
        if (calendar == null) {
            throw new IllegalArgumentException("unknown calendar '" + id + "', known: " + ids());
        }
        return calendar;
    }

    public Set<String> ids() {
        return new TreeSet<>(byId.keySet());
    }
}

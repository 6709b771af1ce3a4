package org.govbrain.engine.reference;

import java.time.ZoneId;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.sla.WorkCalendars;

/**
 * What {@code calendar.yaml} says.
 *
 * @param zone in which the city's days begin and end
 */
public record CalendarFile(ZoneId zone, WorkCalendars calendars) {

    /** For a file that can't be read: nothing but the calendar that never closes. */
    static CalendarFile none() {
        return new CalendarFile(ReferenceData.DEFAULT_ZONE, WorkCalendars.alwaysOnly());
    }
}

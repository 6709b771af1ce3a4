package org.govbrain.domain.sla;

/** A calendar that declares holidays was asked about a year that its data does not cover. */
public final class MissingHolidaysException extends CalendarException {
    private final String calendar;
    private final int year;

    MissingHolidaysException(String calendar, String holidays, int year) {
        super("calendar '" + calendar + "' has no holiday data for " + year + ": add the year to holidays '" + holidays
                + "' in calendar.yaml");
        this.calendar = calendar;
        this.year = year;
    }

    public String calendar() {
        return calendar;
    }

    public int year() {
        return year;
    }
}

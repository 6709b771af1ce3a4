package org.govbrain.domain.sla;

/** A calendar was asked about a time of which it knows nothing: the answer would be a guess. */
public class CalendarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CalendarException(String message) {
        super(message);
    }
}

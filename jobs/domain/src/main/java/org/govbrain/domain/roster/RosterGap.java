package org.govbrain.domain.roster;

import java.time.Instant;

/**
 * A time in which nobody could be told.
 *
 * @param why the roster's own sentence at its beginning
 */
public record RosterGap(String role, Area area, Instant from, Instant until, String why) {}

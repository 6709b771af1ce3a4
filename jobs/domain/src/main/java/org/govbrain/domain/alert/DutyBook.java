package org.govbrain.domain.alert;

import java.time.Instant;

/** Who is on duty. Asked each time that a message goes out, never before. */
public interface DutyBook {

    /** Version of the roster that answers. */
    String version();

    /** Who is on duty in a role at a place and an instant, or why nobody is. */
    Duty find(String role, Scene scene, Instant at);

    /** The next instant after {@code after} at which somebody may take over from somebody. */
    Instant nextChange(Instant after);

    /** An instant as people of the city write it, for example {@code 03-04 22:10}. */
    String localTime(Instant at);

    /** Name of a role for people. */
    String roleZh(String role);

    /** Name of a role for people. */
    String roleEn(String role);
}

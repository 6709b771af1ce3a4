package org.govbrain.domain.situation;

import java.time.ZoneId;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.sla.ClockEvaluator;
import org.govbrain.domain.sla.PatrolCadence;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.WorkCalendars;

/**
 * What is known of a city beforehand. Made when a job starts, from files; it is no state and never on the wire.
 *
 * @param zone in which the city's days begin and end
 */
public record ReferenceData(
        GridIndex grids,
        BuildingIndex buildings,
        CategoryCatalogue categories,
        Policy policy,
        WorkCalendars calendars,
        ZoneId zone) {

    /** The zone of a city that names none. */
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

    /** A city of which nothing is known and that promises nothing: every event keeps the grid that its source gave. */
    public static ReferenceData empty() {
        return new ReferenceData(
                GridIndex.empty(),
                BuildingIndex.empty(),
                CategoryCatalogue.empty(),
                Policy.none(),
                WorkCalendars.alwaysOnly(),
                DEFAULT_ZONE);
    }

    /** The clocks that this city has. */
    public ClockEvaluator clockEvaluator() {
        return new ClockEvaluator(policy, calendars, zone);
    }

    /** The clocks of its grids. */
    public PatrolCadence patrolCadence() {
        return new PatrolCadence(policy, calendars, zone);
    }

    /** The days of this city. */
    public CityTime cityTime() {
        return new CityTime(zone);
    }
}

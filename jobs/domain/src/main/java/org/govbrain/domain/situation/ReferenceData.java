package org.govbrain.domain.situation;

import java.time.ZoneId;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.sla.PatrolCadence;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.WorkCalendars;

/**
 * What is known of a city beforehand, one version of it. Made from files; it is no state and never on the wire.
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

    /** The clocks of its grids. */
    public PatrolCadence patrolCadence() {
        return new PatrolCadence(policy, calendars, zone);
    }

    /** The same data with the policy, calendars and categories of another version, which say the same. */
    public ReferenceData withPromisesOf(ReferenceData same) {
        return new ReferenceData(grids, buildings, same.categories, same.policy, same.calendars, same.zone);
    }

    /** Whether both share their promises, see {@link #withPromisesOf}. */
    boolean sharesPromises(ReferenceData other) {
        return calendars == other.calendars && categories == other.categories;
    }

    /** The days of this city. */
    public CityTime cityTime() {
        return new CityTime(zone);
    }
}

package org.govbrain.domain.situation;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.geo.GridNeighbours;
import org.govbrain.domain.hotspot.Districts;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.sla.PatrolCadence;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.WorkCalendars;

/**
 * What is known of a city beforehand, one version of it. Made from files; it is no state and never on the wire.
 *
 * @param hotspots what counts as a hotspot
 * @param zone in which the city's days begin and end
 */
public record ReferenceData(
        GridIndex grids,
        BuildingIndex buildings,
        CategoryCatalogue categories,
        Policy policy,
        WorkCalendars calendars,
        HotspotPolicy hotspots,
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
                HotspotPolicy.DEFAULT,
                DEFAULT_ZONE);
    }

    /** The clocks of its grids. */
    public PatrolCadence patrolCadence() {
        return new PatrolCadence(policy, calendars, zone);
    }

    /** The same data with the policy, calendars and categories of another version, which say the same. */
    public ReferenceData withPromisesOf(ReferenceData same) {
        return new ReferenceData(grids, buildings, same.categories, same.policy, same.calendars, hotspots, same.zone);
    }

    /** Whether both share their promises, see {@link #withPromisesOf}. */
    boolean sharesPromises(ReferenceData other) {
        return calendars == other.calendars && categories == other.categories;
    }

    /** The days of this city. */
    public CityTime cityTime() {
        return new CityTime(zone);
    }

    /**
     * The city as hotspots see it, if it never was another.
     *
     * @param withNeighbours whether it matters which grids touch; finding out takes a moment in a large city
     */
    public HotspotCity hotspotCity(boolean withNeighbours) {
        return hotspotCity(withNeighbours, HotspotCity.districts(grids.all(), null));
    }

    /** The same with the districts of one version of many. */
    HotspotCity hotspotCity(boolean withNeighbours, Districts districts) {
        List<Grid> all = List.copyOf(grids.all());
        Map<String, String> english = new HashMap<>();
        Map<String, String> chinese = new HashMap<>();
        categories.groups().forEach(group -> {
            english.put(group.code(), group.en());
            chinese.put(group.code(), group.zh());
        });
        Map<String, List<String>> neighbours =
                withNeighbours ? GridNeighbours.queen(all, GridNeighbours.SNAP_M) : Map.of();
        return HotspotCity.of(all, buildings, neighbours, english, chinese, zone, districts);
    }
}

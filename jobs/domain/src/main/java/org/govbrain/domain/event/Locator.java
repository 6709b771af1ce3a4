package org.govbrain.domain.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.jspecify.annotations.Nullable;

/**
 * Finds the grid of an event. A known grid that the source names is kept, for a person said so; else the position
 * decides, else the building; a grid that nobody knows is kept only when nothing else says where it was.
 *
 * <p>What does not fit is flagged, never dropped. Of a city without grids nothing is said.
 */
public final class Locator {
    /** The grid that the source names is not the one of the position or building. */
    public static final String GRID_DISAGREES = "grid_disagrees";

    /** The source names a grid that the reference data does not have. */
    public static final String UNKNOWN_GRID = "unknown_grid";

    /** The source names a building that the reference data does not have. */
    public static final String UNKNOWN_BUILDING = "unknown_building";

    /** The position lies in no grid. */
    public static final String OUTSIDE_GRIDS = "outside_grids";

    /** The position is so far out that it is wrong: swapped axes, zeros, another city. Comes with outside_grids. */
    public static final String FAR_FROM_CITY = "far_from_city";

    private static final double FAR_M = 50_000.0;

    private final GridIndex grids;
    private final BuildingIndex buildings;

    public Locator(GridIndex grids, BuildingIndex buildings) {
        this.grids = grids;
        this.buildings = buildings;
    }

    /**
     * The event in the building that its address names, where its source names none, and in its grid. As a building that the
     * source names, it decides of the grid only where nothing else does.
     *
     * @param address as the source wrote it
     */
    public GovernanceEvent locate(GovernanceEvent event, @Nullable String address) {
        if (address == null || event.buildingId() != null) {
            return locate(event);
        }
        return locate(buildings
                .findByAddress(address)
                .map(building -> event.inBuilding(building.buildingId()))
                .orElse(event));
    }

    /** The event in its grid; the same object when there is nothing to say. Its position must be valid. */
    public GovernanceEvent locate(GovernanceEvent event) {
        if (grids.isEmpty()) {
            return event;
        }
        List<String> flags = null;
        String evidence = null;
        if (event.lon() != null && event.lat() != null) {
            Optional<Grid> there = grids.locate(event.lon(), event.lat());
            if (there.isPresent()) {
                evidence = there.get().gridId();
            } else {
                flags = with(flags, OUTSIDE_GRIDS);
                if (grids.metresFromCity(event.lon(), event.lat()) > FAR_M) {
                    flags = with(flags, FAR_FROM_CITY);
                }
            }
        }
        if (event.buildingId() != null && !buildings.isEmpty()) {
            Optional<Building> building = buildings.find(event.buildingId());
            if (building.isEmpty()) {
                flags = with(flags, UNKNOWN_BUILDING);
            } else if (evidence == null) {
                evidence = building.get().gridId();
            }
        }
        String given = event.gridId();
        String gridId = given;
        if (given == null) {
            gridId = evidence;
        } else if (!grids.contains(given)) {
            flags = with(flags, UNKNOWN_GRID);
            gridId = evidence == null ? given : evidence;
        } else if (evidence != null && !evidence.equals(given)) {
            flags = with(flags, GRID_DISAGREES);
        }
        return flags == null && Objects.equals(gridId, given)
                ? event
                : event.located(gridId, joined(event.flags(), flags));
    }

    private static List<String> with(@Nullable List<String> flags, String flag) {
        List<String> more = flags == null ? new ArrayList<>(3) : flags;
        more.add(flag);
        return more;
    }

    /** What stood there first, then what is new; located twice, an event has each flag once. */
    private static List<String> joined(List<String> before, @Nullable List<String> found) {
        if (found == null) {
            return before;
        }
        List<String> all = new ArrayList<>(before);
        for (String flag : found) {
            if (!all.contains(flag)) {
                all.add(flag);
            }
        }
        return List.copyOf(all);
    }
}

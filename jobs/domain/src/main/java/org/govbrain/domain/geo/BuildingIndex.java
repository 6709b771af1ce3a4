package org.govbrain.domain.geo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All buildings of a city by id. Never changes after it is made. */
public final class BuildingIndex {
    private final Map<String, Building> byId;
    private final Map<String, Long> countByGrid;
    private final Map<String, Long> chiefsByGrid;

    /** @throws IllegalArgumentException when two buildings have one id */
    public BuildingIndex(Collection<Building> buildings) {
        Map<String, Building> ids = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> chiefs = new HashMap<>();
        for (Building building : buildings) {
            if (ids.put(building.buildingId(), building) != null) {
                throw new IllegalArgumentException("two buildings with the id " + building.buildingId());
            }
            if (building.gridId() != null) {
                counts.merge(building.gridId(), 1L, Long::sum);
                chiefs.merge(building.gridId(), building.chiefCode() == null ? 0L : 1L, Long::sum);
            }
        }
        this.byId = Map.copyOf(ids);
        this.countByGrid = Map.copyOf(counts);
        this.chiefsByGrid = Map.copyOf(chiefs);
    }

    /** The index of a city of which no building is known. */
    public static BuildingIndex empty() {
        return new BuildingIndex(List.of());
    }

    public Optional<Building> find(String buildingId) {
        return Optional.ofNullable(byId.get(buildingId));
    }

    /** How many buildings stand in a grid. */
    public long countIn(String gridId) {
        return countByGrid.getOrDefault(gridId, 0L);
    }

    /** How many buildings of a grid have a chief. */
    public long chiefsIn(String gridId) {
        return chiefsByGrid.getOrDefault(gridId, 0L);
    }

    /** All buildings, in no order that means anything. */
    public Collection<Building> all() {
        return byId.values();
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }
}

package org.govbrain.domain.geo;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All buildings of a city by id. Never changes after it is made. */
public final class BuildingIndex {
    private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, Building> byId;
    private final Map<String, Building> byName;
    private final Map<String, Long> countByGrid;
    private final Map<String, Long> chiefsByGrid;

    /** @throws IllegalArgumentException when two buildings have one id */
    public BuildingIndex(Collection<Building> buildings) {
        Map<String, Building> ids = new HashMap<>();
        Map<String, Building> names = new HashMap<>();
        Set<String> shared = new HashSet<>();
        Map<String, Long> counts = new HashMap<>();
        Map<String, Long> chiefs = new HashMap<>();
        for (Building building : buildings) {
            if (ids.put(building.buildingId(), building) != null) {
                throw new IllegalArgumentException("two buildings with the id " + building.buildingId());
            }
            String name = asWritten(building.name());
            if (names.put(name, building) != null) {
                shared.add(name);
            }
            if (building.gridId() != null) {
                counts.merge(building.gridId(), 1L, Long::sum);
                chiefs.merge(building.gridId(), building.chiefCode() == null ? 0L : 1L, Long::sum);
            }
        }
        names.keySet().removeAll(shared);
        this.byId = Map.copyOf(ids);
        this.byName = Map.copyOf(names);
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

    /**
     * The only building whose name is exactly this address, blanks and full or half width aside. An address that says more, or
     * that several buildings have, is none's: a wrong building would be worse than none.
     */
    public Optional<Building> findByAddress(String address) {
        return byName.isEmpty() ? Optional.empty() : Optional.ofNullable(byName.get(asWritten(address)));
    }

    private static String asWritten(String text) {
        return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
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

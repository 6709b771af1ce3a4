package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.geo.Polygons;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Makes grids of features. Where no feature has a gridId the name is id and name at once, and of several with one name
 * the second in the file is called {@code name-2}, the third {@code name-3}.
 */
final class GridFeatures {
    static final String GRID_ID = "gridId";
    static final String NAME = "name";
    static final String COMMUNITY_ID = "communityId";
    static final String COMMUNITY = "community";
    static final String NEIGHBOURHOOD_CLASS = "neighbourhoodClass";
    static final Set<String> PROPERTIES = Set.of(GRID_ID, NAME, COMMUNITY_ID, COMMUNITY, NEIGHBOURHOOD_CLASS);

    private final String file;
    private final Problems problems;

    GridFeatures(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * A feature as it stands in the file.
     *
     * @param area null when it was reported as no area
     */
    record Feature(
            String where,
            Map<String, String> properties,
            @Nullable Geometry area) {}

    GridIndex index(List<Feature> features) {
        boolean byName = features.stream().noneMatch(feature -> feature.properties.containsKey(GRID_ID));
        Map<String, String> ids = byName ? idsByName(features) : idsAsGiven(features);
        List<Grid> grids = new ArrayList<>();
        for (Feature feature : features) {
            String id = ids.get(feature.where);
            if (id != null && feature.area != null) {
                add(grids, id, feature, feature.area);
            }
        }
        return new GridIndex(grids);
    }

    private void add(List<Grid> grids, String id, Feature feature, Geometry area) {
        Geometry valid = Polygons.repaired(area);
        if (valid.isEmpty()) {
            problems.add(file, feature.where + "/geometry", "rings of grid " + id + " that enclose nothing", "an area");
            return;
        }
        if (!valid.equalsExact(area)) {
            problems.warn(file, feature.where, "the rings of grid " + id + " cross or touch themselves; repaired");
        }
        Map<String, String> properties = feature.properties;
        grids.add(Grid.of(
                id,
                properties.getOrDefault(NAME, id),
                properties.get(COMMUNITY_ID),
                properties.get(COMMUNITY),
                properties.get(NEIGHBOURHOOD_CLASS),
                valid));
    }

    /** Ids by the place of the feature in the file. */
    private Map<String, String> idsAsGiven(List<Feature> features) {
        Map<String, String> ids = new HashMap<>();
        Map<String, String> places = new HashMap<>();
        for (Feature feature : features) {
            String where = feature.where + "/properties/" + GRID_ID;
            String id = feature.properties.get(GRID_ID);
            if (id == null) {
                problems.add(file, where, "missing", "the id of the grid, as other features have it");
                continue;
            }
            String first = places.putIfAbsent(id, feature.where);
            if (first == null) {
                ids.put(feature.where, id);
            } else {
                problems.add(file, where, "\"" + id + "\"", "an id of its own; " + first + " has this one");
            }
        }
        return ids;
    }

    private Map<String, String> idsByName(List<Feature> features) {
        Map<String, String> ids = new HashMap<>();
        Set<String> names = new HashSet<>();
        features.forEach(feature -> names.add(feature.properties.getOrDefault(NAME, "")));
        Map<String, Integer> numbers = new HashMap<>();
        boolean named = false;
        for (Feature feature : features) {
            String name = feature.properties.get(NAME);
            if (name == null) {
                problems.add(file, feature.where + "/properties/" + GRID_ID, "missing", "gridId, or at least name");
                continue;
            }
            named = true;
            int number = numbers.merge(name, 1, Integer::sum);
            String id = name;
            // Another feature's own name stays with that feature.
            for (; number > 1; number = numbers.merge(name, 1, Integer::sum)) {
                id = name + "-" + number;
                if (names.add(id)) {
                    break;
                }
            }
            if (!id.equals(name)) {
                problems.warn(file, feature.where, "the name " + name + " stands here again; its grid is " + id);
            }
            ids.put(feature.where, id);
        }
        if (named) {
            problems.warn(file, "whole file", "no feature has a gridId; the names are used");
        }
        return ids;
    }
}

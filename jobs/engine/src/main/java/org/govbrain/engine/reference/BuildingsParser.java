package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Coordinates;
import org.govbrain.domain.geo.Crs;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.geo.LonLat;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code buildings.csv}. Columns: {@code buildingId} (required), {@code name}, {@code gridId}, {@code lon},
 * {@code lat}, {@code crs} (WGS84 unless it says CGCS2000, GCJ02 or BD09), {@code class}, {@code chief}. A building
 * says where it is, by grid or by position; without a grid it is located.
 */
final class BuildingsParser {
    private static final Set<String> COLUMNS =
            Set.of("buildingId", "name", "gridId", "lon", "lat", "crs", "class", "chief");

    private final GridIndex grids;
    private final String file;
    private final Problems problems;
    private final Map<String, Long> lines = new HashMap<>();
    private final List<Building> buildings = new ArrayList<>();

    private BuildingsParser(String file, GridIndex grids, Problems problems) {
        this.file = file;
        this.grids = grids;
        this.problems = problems;
    }

    /** The buildings of a file; what can't be used is reported and left out. */
    static BuildingIndex parse(ReferenceText file, GridIndex grids, Problems problems) {
        BuildingsParser parser = new BuildingsParser(file.name(), grids, problems);
        CsvRows.read(file, "buildingId", COLUMNS, problems, parser::building);
        return new BuildingIndex(parser.buildings);
    }

    private void building(CsvRows.Row row) {
        int before = problems.count();
        String id = row.find("buildingId").orElse("");
        Long first = lines.putIfAbsent(id, row.line());
        if (id.isEmpty()) {
            row.problem("buildingId", "an id");
        } else if (first != null) {
            row.problem("buildingId", "an id of its own; line " + first + " has this one");
        }
        Optional<LonLat> position = position(row);
        String gridId = row.find("gridId").orElse(null);
        if (gridId == null && position.isEmpty() && problems.count() == before) {
            row.problem("gridId", "gridId, or lon and lat");
        }
        // A city without polygons has grids all the same; then the file is taken at its word.
        if (gridId != null && !grids.isEmpty() && !grids.contains(gridId)) {
            row.problem("gridId", "the id of a grid in " + ReferenceFileName.GRIDS.fileName());
        }
        if (problems.count() == before) {
            buildings.add(new Building(
                    id,
                    row.find("name").orElse(id),
                    gridId == null ? locate(id, row.line(), position) : gridId,
                    position.map(LonLat::lon).orElse(null),
                    position.map(LonLat::lat).orElse(null),
                    row.find("class").orElse(null),
                    row.find("chief").orElse(null)));
        }
    }

    private @Nullable String locate(String id, long line, Optional<LonLat> position) {
        String gridId = position.flatMap(at -> grids.locate(at.lon(), at.lat()))
                .map(Grid::gridId)
                .orElse(null);
        if (gridId == null) {
            problems.warn(file, "line " + line, "building " + id + " stands in no grid");
        }
        return gridId;
    }

    private static Optional<LonLat> position(CsvRows.Row row) {
        if (row.find("lon").isEmpty() && row.find("lat").isEmpty()) {
            return Optional.empty();
        }
        double lon = degrees(row, "lon", 180);
        double lat = degrees(row, "lat", 90);
        Optional<Crs> crs = crs(row);
        return crs.isEmpty() || !Coordinates.isValid(lon, lat)
                ? Optional.empty()
                : Optional.of(Coordinates.toWgs84(crs.get(), lon, lat));
    }

    private static Optional<Crs> crs(CsvRows.Row row) {
        Optional<String> name = row.find("crs");
        Optional<Crs> crs = name.isEmpty()
                ? Optional.of(Crs.WGS84)
                : Arrays.stream(Crs.values())
                        .filter(value -> value.name().equals(name.get()))
                        .findFirst();
        if (crs.isEmpty()) {
            row.problem("crs", "one of WGS84, CGCS2000, GCJ02, BD09");
        }
        return crs;
    }

    private static double degrees(CsvRows.Row row, String column, int most) {
        double degrees = Double.NaN;
        try {
            degrees = Double.parseDouble(row.find(column).orElse(""));
        } catch (NumberFormatException e) {
            // Said below in the same words.
        }
        if (Math.abs(degrees) <= most) {
            return degrees;
        }
        row.problem(column, "degrees within ±" + most);
        return Double.NaN;
    }
}

package org.govbrain.local.campaign;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.local.convert.CsvFile;
import org.govbrain.local.convert.SourceFile;
import org.govbrain.local.convert.SourceRow;
import org.govbrain.schemas.PlainText;
import org.govbrain.schemas.document.GeoPoint;
import org.govbrain.schemas.document.TargetDocument;
import org.jspecify.annotations.Nullable;

/**
 * The target list of a campaign: a CSV file with {@code number}, {@code building} and, if it likes, {@code name} and {@code retired}
 * ({@code true} for a target that is no longer one). A list is taken whole or not at all.
 *
 * @param targets empty when there are problems
 * @param problems each with its line, what was found and what was expected
 */
public record TargetList(List<TargetDocument> targets, List<String> problems) {
    private static final int LONGEST = 500;

    public TargetList {
        targets = problems.isEmpty() ? List.copyOf(targets) : List.of();
        problems = problems.stream()
                .map(problem -> PlainText.line(problem, LONGEST))
                .toList();
    }

    /**
     * When a campaign runs.
     *
     * @param id its name in queries
     * @param from from when cases count
     * @param due null without an end
     */
    public record Campaign(
            String id, Instant from, @Nullable Instant due) {}

    /**
     * Reads a list.
     *
     * @param city whose buildings the targets stand at
     * @param revision greater than that of the list loaded before
     */
    public static TargetList read(String csv, Campaign campaign, ReferenceData city, long revision) {
        List<SourceRow> rows = new ArrayList<>();
        List<String> columns;
        List<String> bad = new ArrayList<>();
        try (SourceFile file = CsvFile.open(csv)) {
            columns = file.columns().orElseThrow();
            file.forEachRow(rows::add, other -> bad.add("line " + other.line() + ": " + other.reason()));
        } catch (IOException e) {
            return new TargetList(List.of(), List.of("the file is no CSV (RFC 4180): " + e.getMessage()));
        }
        List<String> problems = new ArrayList<>();
        for (String column : List.of("number", "building")) {
            if (!columns.contains(column)) {
                problems.add("line 1: no column " + column + "; expected number,building[,name][,retired]");
            }
        }
        if (!problems.isEmpty()) {
            return new TargetList(List.of(), problems);
        }
        problems.addAll(bad);
        List<TargetDocument> targets = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        for (SourceRow row : rows) {
            String number = row.find("number").orElse("");
            Long before = lines.putIfAbsent(number, row.line());
            if (number.isEmpty() || before != null) {
                problems.add("line " + row.line() + ": number \"" + number + "\"; expected one of its own"
                        + (before == null ? "" : ", line " + before + " has it"));
            }
            String retired = row.find("retired").orElse("false");
            if (!retired.equals("true") && !retired.equals("false")) {
                problems.add("line " + row.line() + ": retired \"" + retired + "\"; expected true or false");
            }
            Optional<Building> building = row.find("building").flatMap(city.buildings()::find);
            if (building.isEmpty()) {
                problems.add("line " + row.line() + ": building \""
                        + row.find("building").orElse("") + "\"; expected one of buildings.csv");
            } else {
                targets.add(target(row, number, building.get(), campaign, city, revision));
            }
        }
        return new TargetList(targets, problems);
    }

    private static TargetDocument target(
            SourceRow row, String number, Building building, Campaign campaign, ReferenceData city, long revision) {
        TargetDocument target = new TargetDocument();
        target.setTimestamp(campaign.from());
        target.setTargetId(campaign.id() + "|" + number);
        target.setRevision(revision);
        target.setCampaign(campaign.id());
        target.setTargetName(row.find("name").orElse(building.name()));
        target.setBuildingId(building.buildingId());
        Optional<Grid> grid = Optional.ofNullable(building.gridId()).flatMap(city.grids()::find);
        target.setGridId(building.gridId());
        target.setGridName(grid.map(Grid::name).orElse(building.gridId()));
        target.setCommunityId(grid.map(Grid::communityId).orElse(null));
        target.setCommunityName(grid.map(Grid::communityName).orElse(null));
        if (building.lon() != null && building.lat() != null) {
            target.setLocation(new GeoPoint(building.lat(), building.lon()));
        }
        target.setDueAt(campaign.due());
        target.setRetired(row.find("retired").map(Boolean::parseBoolean).orElse(false));
        return target;
    }
}

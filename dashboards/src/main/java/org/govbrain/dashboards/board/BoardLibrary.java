package org.govbrain.dashboards.board;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.MapLayer;
import org.govbrain.dashboards.panel.Panel;
import org.govbrain.dashboards.panel.Text;

/** Every board, list, label and recipe of the product, read from {@code /boards}. */
public final class BoardLibrary {
    private static final List<String> BOARDS = List.of(
            "overview",
            "command",
            "hotspots",
            "grids",
            "departments",
            "review",
            "campaign",
            "responsibility",
            "health");

    private final List<Board> boards;
    private final Map<String, Panel> panels = new HashMap<>();
    private final Map<String, Listing> listings = new LinkedHashMap<>();
    private final Map<String, Map<String, Text>> labels;
    private final List<Question> questions;
    private final List<MapLayer> layers;

    private BoardLibrary(
            List<Board> boards,
            List<Listing> listings,
            Map<String, Map<String, Text>> labels,
            List<Question> questions,
            List<MapLayer> layers) {
        this.boards = List.copyOf(boards);
        this.labels = labels;
        this.questions = List.copyOf(questions);
        this.layers = List.copyOf(layers);
        listings.forEach(listing -> this.listings.put(listing.id(), listing));
        boards.stream().flatMap(board -> board.panels().stream()).forEach(this::add);
    }

    /**
     * Reads all of them.
     *
     * @throws IllegalArgumentException if a file is wrong, with the file and what was expected
     */
    public static BoardLibrary load() {
        List<Board> boards = new ArrayList<>();
        for (String name : BOARDS) {
            boards.addAll(BoardReader.boards(BoardYaml.read("/boards/" + name + ".yaml")));
        }
        JsonNode lists = BoardYaml.read("/boards/lists.yaml");
        return new BoardLibrary(
                boards,
                BoardReader.listings(lists),
                BoardReader.labels(BoardYaml.read("/boards/labels.yaml")),
                BoardReader.questions(BoardYaml.read("/boards/cookbook.yaml")),
                BoardReader.layers(BoardYaml.read("/boards/layers.yaml")));
    }

    private void add(Placement placement) {
        Panel panel = placement.panel();
        if (panels.put(panel.id(), panel) != null) {
            throw new IllegalArgumentException("two panels have the id " + panel.id());
        }
        for (Drill drill : panel.drills()) {
            if (!listings.containsKey(drill.list())) {
                throw new IllegalArgumentException("panel " + panel.id() + " drills to " + drill.list()
                        + ", expected one of " + listings.keySet());
            }
        }
    }

    public List<Board> boards() {
        return boards;
    }

    public List<Listing> listings() {
        return List.copyOf(listings.values());
    }

    /** The recipes of the cookbook. */
    public List<Question> questions() {
        return questions;
    }

    /** What every map can show above its grids. */
    public List<MapLayer> layers() {
        return layers;
    }

    /** Labels of codes: field to code to words. */
    public Map<String, Map<String, Text>> labels() {
        return labels;
    }

    public Optional<Board> findBoard(String id) {
        return boards.stream().filter(board -> board.id().equals(id)).findFirst();
    }

    public Optional<Panel> findPanel(String id) {
        return Optional.ofNullable(panels.get(id));
    }

    public Optional<Listing> findListing(String id) {
        return Optional.ofNullable(listings.get(id));
    }
}

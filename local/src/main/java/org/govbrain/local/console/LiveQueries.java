package org.govbrain.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.BoardLibrary;
import org.govbrain.dashboards.board.BoardYaml;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.MapLayer;
import org.govbrain.dashboards.panel.Text;

/** From the path of a request to its answer in JSON. */
final class LiveQueries {
    private final BoardLibrary library = BoardLibrary.load();
    private final Answers answers;
    private final byte[] catalog;
    private final Shared<byte[]> shared = new Shared<>(TimeUnit.MILLISECONDS.toNanos(800), System::nanoTime);

    LiveQueries(Answers answers, ZoneId zone, Map<String, Map<String, Text>> words) {
        this.answers = answers;
        this.catalog = bytes(catalog(zone, words));
    }

    /** @throws Refusal for what is not there, not allowed, or cannot be had from Elasticsearch now */
    byte[] answer(URI uri) {
        // As it was sent: an id may have a slash.
        List<String> path = List.of(uri.getRawPath().substring("/api/".length()).split("/"));
        String id = path.size() == 2 ? RequestQuery.decodedPath(path.get(1)) : "";
        return switch (path.get(0) + "/" + path.size()) {
            case "catalog/1" -> catalog;
            case "boundaries/1" -> share(uri, answers::boundaries);
            case "board/2" -> board(uri, id);
            case "list/2" -> list(uri, id);
            case "layer/2" -> layer(uri, id);
            case "case/2" -> oneCase(uri, id);
            default -> throw new Refusal(404, "There is no such question.");
        };
    }

    private byte[] board(URI uri, String id) {
        Board board = library.findBoard(id).orElseThrow(() -> new Refusal(404, "There is no such board."));
        RequestQuery query = RequestQuery.of(uri, Set.copyOf(board.controls()));
        return share(uri, () -> answers.board(board, query.shift(), query.filter()));
    }

    private byte[] list(URI uri, String drillId) {
        for (Board board : library.boards()) {
            for (Placement placement : board.panels()) {
                for (Drill drill : placement.panel().drills()) {
                    if (drill.id().equals(drillId)) {
                        return list(uri, board, drill);
                    }
                }
            }
        }
        throw new Refusal(404, "There is no such list.");
    }

    private byte[] list(URI uri, Board board, Drill drill) {
        Set<String> fields = new HashSet<>(board.controls());
        fields.addAll(drill.by().values());
        fields.addAll(drill.made().values());
        if (drill.members() != null) {
            fields.add(drill.members().key());
        }
        RequestQuery query = RequestQuery.of(uri, fields);
        Listing listing = library.findListing(drill.list()).orElseThrow();
        return share(uri, () -> answers.list(board, listing, drill, query.shift(), query.filter()));
    }

    private byte[] layer(URI uri, String id) {
        MapLayer layer = library.layers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "There is no such layer."));
        return share(uri, () -> answers.layer(layer));
    }

    private byte[] oneCase(URI uri, String id) {
        if (!RequestQuery.isValue(id)) {
            throw new Refusal(400, "This is not the id of a case.");
        }
        return share(uri, () -> answers.oneCase(id));
    }

    private byte[] share(URI uri, Supplier<ObjectNode> question) {
        try {
            return shared.get(uri.toString(), () -> bytes(question.get()));
        } catch (ExecutionException e) {
            throw new Refusal(503, "Elasticsearch does not answer this: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The live view is stopping.");
        }
    }

    private ObjectNode catalog(ZoneId zone, Map<String, Map<String, Text>> words) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("zone", zone.getId());
        root.set("boards", BoardYaml.json(library.boards()));
        root.set("layers", BoardYaml.json(library.layers()));
        root.set("listings", BoardYaml.json(library.listings()));
        ObjectNode labels = (ObjectNode) BoardYaml.json(library.labels());
        words.forEach((field, codes) -> labels.withObjectProperty(field).setAll((ObjectNode) BoardYaml.json(codes)));
        root.set("labels", labels);
        return root;
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}

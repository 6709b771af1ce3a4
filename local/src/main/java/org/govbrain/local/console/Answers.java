package org.govbrain.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.govbrain.dashboards.board.Board;
import org.govbrain.dashboards.board.Period;
import org.govbrain.dashboards.board.Placement;
import org.govbrain.dashboards.panel.Drill;
import org.govbrain.dashboards.panel.Listing;
import org.govbrain.dashboards.panel.MapLayer;

/** What the live view answers, each from ES|QL. */
final class Answers {
    private static final String BOUNDARIES = """
            FROM govbrain-grids METADATA _source
            | SORT grid_id
            | LIMIT 5000
            | KEEP _source
            """;

    private final Esql esql;
    private final Clock clock;
    private final ZoneId zone;

    Answers(URI elasticsearch, Clock clock, ZoneId zone) {
        this.esql = new Esql(elasticsearch);
        this.clock = clock;
        this.zone = zone;
    }

    /** Every panel of a board, as of one instant. A panel that fails says so in its own place. */
    ObjectNode board(Board board, int shift, Map<String, String> filter) {
        AsOf asOf = join(AsOf.ask(esql, clock));
        ObjectNode answer = head(asOf);
        if (asOf.instant() == null) {
            answer.putObject("panels");
            return answer;
        }
        Period.Range range = board.period().range(asOf.instant(), zone, shift);
        answer.put("from", range.start().toString()).put("to", range.end().toString());
        Map<String, CompletableFuture<ObjectNode>> asked = new LinkedHashMap<>();
        for (Placement placement : board.panels()) {
            asked.put(
                    placement.panel().id(),
                    esql.ask(placement.panel().query(), parameters(range), filter)
                            .exceptionally(Answers::error));
        }
        ObjectNode panels = answer.putObject("panels");
        asked.forEach((id, panel) -> panels.set(id, join(panel)));
        return answer;
    }

    /** The documents behind a panel. */
    ObjectNode list(Board board, Listing listing, Drill drill, int shift, Map<String, String> filter) {
        AsOf asOf = join(AsOf.ask(esql, clock));
        ObjectNode answer = head(asOf);
        if (asOf.instant() == null) {
            return answer.put("total", 0);
        }
        DrillQuestion question = question(drill, board.period().range(asOf.instant(), zone, shift), filter);
        CompletableFuture<ObjectNode> rows =
                esql.ask(listing.rows(question.where()), question.parameters(), question.filter());
        CompletableFuture<ObjectNode> total =
                esql.ask(listing.count(question.where()), question.parameters(), question.filter());
        answer.setAll(join(rows));
        answer.set("total", join(total).path("values").path(0).path(0));
        return answer;
    }

    /** What to ask of the documents behind a number, after the document that names them has been asked, if there is one. */
    DrillQuestion question(Drill drill, Period.Range range, Map<String, String> narrowed) {
        Drill.Members members = drill.members();
        if (members == null || !narrowed.containsKey(members.key())) {
            return DrillQuestion.of(drill, parameters(range), narrowed);
        }
        Map<String, String> rest = new HashMap<>(narrowed);
        Map<String, String> key = Map.of(members.key(), rest.remove(members.key()));
        List<String> names = new ArrayList<>();
        JsonNode named = join(esql.ask(members.query(), key, Map.of())).at("/values/0/0");
        (named.isArray() ? named : List.of(named)).forEach(name -> names.add(name.asText()));
        return DrillQuestion.of(drill, parameters(range), rest).only(members.field(), names);
    }

    /** What a layer of the maps shows: of today, where it is a matter of a period. */
    ObjectNode layer(MapLayer layer) {
        AsOf asOf = join(AsOf.ask(esql, clock));
        ObjectNode answer = head(asOf);
        if (asOf.instant() != null) {
            answer.setAll(
                    join(esql.ask(layer.query(), parameters(Period.TODAY.range(asOf.instant(), zone, 0)), Map.of())));
        }
        return answer;
    }

    /** One case: its document, its breaches and the pages about it, each as they are indexed. */
    ObjectNode oneCase(String id) {
        Map<String, String> filter = Map.of("case_id", id);
        ObjectNode answer = head(join(AsOf.ask(esql, clock)));
        for (String index : new String[] {"cases", "breaches", "pages"}) {
            String query = "FROM govbrain-" + index + " METADATA _source | SORT @timestamp | LIMIT 200 | KEEP _source";
            answer.set(index, join(esql.ask(query, Map.of(), filter)).path("values"));
        }
        return answer;
    }

    /** The polygons: {@code [{grid_id, grid_name, boundary}]}. */
    ObjectNode boundaries() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var grids = answer.putArray("grids");
        for (JsonNode row : join(esql.ask(BOUNDARIES, Map.of(), Map.of())).path("values")) {
            JsonNode source = row.path(0);
            if (source.has("boundary")) {
                ObjectNode grid = grids.addObject();
                grid.set("grid_id", source.path("grid_id"));
                grid.set("boundary", source.path("boundary"));
            }
        }
        return answer;
    }

    private static ObjectNode head(AsOf asOf) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("as_of", asOf.instant() == null ? null : asOf.instant().toString());
        head.put("age_seconds", asOf.ageSeconds());
        return head;
    }

    private static Map<String, String> parameters(Period.Range range) {
        return Map.of("_tstart", range.start().toString(), "_tend", range.end().toString());
    }

    private static ObjectNode error(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return JsonNodeFactory.instance.objectNode().put("error", String.valueOf(cause.getMessage()));
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.join();
    }
}

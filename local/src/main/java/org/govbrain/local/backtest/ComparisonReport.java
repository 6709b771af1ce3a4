package org.govbrain.local.backtest;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.govbrain.local.backtest.Comparison.Change;
import org.govbrain.local.backtest.Comparison.Kind;
import org.govbrain.local.backtest.Comparison.Owner;
import org.govbrain.local.backtest.Comparison.Tally;
import org.jspecify.annotations.Nullable;

/** A comparison as a table for a person and as a file for a program. */
final class ComparisonReport {
    /** The file that it is written to, in the folder of the documents. */
    static final String FILE = "comparison.json";

    private static final int MOST_SHOWN = 10;
    private static final List<String> TOLD = List.of("state", "started_at", "due_at", "stopped_at", "late_seconds");
    private static final JsonMapper JSON = new JsonMapper();

    private ComparisonReport() {}

    /** Tells it: by clock and owner, then the first changes one by one. */
    static void print(Comparison comparison, Path before, PrintWriter said) throws IOException {
        said.println("breaches against " + before + ", by clock and owner");
        said.printf("  %-34s %9s %9s %9s %9s%n", "", "same", "gained", "lost", "moved");
        comparison.tally().forEach((owner, tally) -> row(name(owner), tally, said));
        row("all", comparison.total(), said);
        List<String> sentences = new ArrayList<>();
        comparison.changes(change -> {
            if (sentences.size() < MOST_SHOWN) {
                sentences.add(sentence(change));
            }
        });
        sentences.forEach(sentence -> said.println("  " + sentence));
        int changed = comparison.total().changed();
        if (changed > MOST_SHOWN) {
            said.println("  and " + (changed - MOST_SHOWN) + " more in " + FILE);
        }
    }

    private static void row(String name, Tally tally, PrintWriter said) {
        said.printf(
                Locale.ROOT,
                "  %-34s %,9d %,9d %,9d %,9d%n",
                name,
                tally.same(),
                tally.gained(),
                tally.lost(),
                tally.moved());
    }

    private static String name(Owner owner) {
        return owner.clock() + " · " + (owner.id().isEmpty() ? "—" : owner.id());
    }

    private static String sentence(Change change) {
        String id = change.breachId() + " " + word(change.kind());
        JsonNode before = change.before();
        JsonNode after = change.after();
        return change.kind() == Kind.MOVED
                ? id + ": " + facts(before) + " → " + facts(after)
                : id + ": " + facts(after == null ? before : after);
    }

    private static String facts(@Nullable JsonNode breach) {
        return breach == null
                ? "none"
                : breach.path("state").asText() + ", due "
                        + breach.path("due_at").asText();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Writes it beside the documents. */
    static void write(Comparison comparison, Path before, Path after) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(after.resolve(FILE).toFile(), JsonEncoding.UTF8)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("before", before.toString());
            json.writeStringField("after", after.toString());
            json.writeFieldName("total");
            json.writeTree(put(JSON.createObjectNode(), comparison.total()));
            json.writeArrayFieldStart("by_clock_and_owner");
            for (Map.Entry<Owner, Tally> entry : comparison.tally().entrySet()) {
                Owner owner = entry.getKey();
                ObjectNode row = JSON.createObjectNode().put("clock", owner.clock());
                if (!owner.id().isEmpty()) {
                    row.put("owner_id", owner.id());
                }
                json.writeTree(put(row, entry.getValue()));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("changes");
            comparison.changes(change -> json.writeTree(row(change)));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static ObjectNode row(Change change) {
        ObjectNode row = JSON.createObjectNode()
                .put("breach_id", change.breachId())
                .put("change", word(change.kind()))
                .put("clock", change.owner().clock())
                .put("case_id", change.caseId());
        if (!change.owner().id().isEmpty()) {
            row.put("owner_id", change.owner().id());
        }
        put(row, "before", change.before());
        put(row, "after", change.after());
        return row;
    }

    private static ObjectNode put(ObjectNode row, Tally tally) {
        return row.put("same", tally.same())
                .put("gained", tally.gained())
                .put("lost", tally.lost())
                .put("moved", tally.moved());
    }

    private static void put(ObjectNode row, String key, @Nullable JsonNode breach) {
        if (breach != null) {
            ObjectNode told = row.putObject(key);
            for (String field : TOLD) {
                if (breach.has(field)) {
                    told.set(field, breach.get(field));
                }
            }
        }
    }
}

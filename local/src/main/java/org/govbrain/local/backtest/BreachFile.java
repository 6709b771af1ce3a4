package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The breaches of one backtest that were not withdrawn, one after another in the order of their ids. */
final class BreachFile implements Closeable {
    private static final String NAME = "breaches.ndjson";

    private final Path folder;
    private final MappingIterator<JsonNode> documents;
    private @Nullable JsonNode breach;
    private @Nullable String id;

    /** @throws IOException also when the file is in another order than a backtest writes */
    BreachFile(Path folder) throws IOException {
        this.folder = folder;
        this.documents = Documents.open(folder.resolve(NAME));
        advance();
    }

    /** The next one; null at the end. */
    @Nullable
    String id() {
        return id;
    }

    /** The next one, if it has this id, and goes on. */
    @Nullable
    JsonNode take(String wanted) throws IOException {
        JsonNode taken = wanted.equals(id) ? breach : null;
        if (taken != null) {
            advance();
        }
        return taken;
    }

    private void advance() throws IOException {
        String last = id;
        do {
            breach = documents.hasNextValue() ? documents.nextValue() : null;
        } while (breach != null && breach.path("state").asText().equals("withdrawn"));
        id = breach == null ? null : breach.path("breach_id").asText();
        if (last != null && id != null && id.compareTo(last) <= 0) {
            throw new IOException(folder.resolve(NAME) + " has \"" + id + "\" behind \"" + last
                    + "\"; expected the order of ids, in which a backtest writes it");
        }
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }
}

package org.govbrain.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What "now" is for a reader: the newest instant that the data knows, so that a replayed month shows its own days.
 *
 * @param instant newest heartbeat or event; null while there is no document
 * @param ageSeconds since the newest document was indexed, by this machine's clock
 */
record AsOf(@Nullable Instant instant, @Nullable Double ageSeconds) {
    private static final String QUERY = """
            FROM govbrain-feeds, govbrain-cases
            | STATS heartbeat = MAX(last_heartbeat_at), event = MAX(last_event_at), indexed = MAX(indexed_at)
            """;

    static CompletableFuture<AsOf> ask(Esql esql, Clock clock) {
        return esql.ask(QUERY, Map.of(), Map.of()).thenApply(answer -> {
            JsonNode row = answer.path("values").path(0);
            Instant heartbeat = instant(row.path(0));
            Instant event = instant(row.path(1));
            Instant indexed = instant(row.path(2));
            Instant newest = heartbeat == null || (event != null && event.isAfter(heartbeat)) ? event : heartbeat;
            return new AsOf(
                    newest,
                    indexed == null
                            ? null
                            : Duration.between(indexed, clock.instant()).toMillis() / 1000.0);
        });
    }

    private static @Nullable Instant instant(JsonNode cell) {
        return cell.isTextual() ? Instant.parse(cell.asText()) : null;
    }
}

package org.govbrain.bench.latency;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.local.command.CommandFailure;

/** A case more in one grid after another: how soon a search finds the grid's document with it. */
final class GridChanges implements AutoCloseable {
    private static final String INDEX = "govbrain-grids";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ElasticsearchClient client;
    private final Deadlines sender;

    GridChanges(JobConfig config, Deadlines sender) {
        client = ElasticsearchConnection.of(config).client();
        this.sender = sender;
    }

    /** Milliseconds from each change until it was found; each waits for the one before, so grids are at rest. */
    List<Long> measure(String run, List<String> gridIds) throws IOException {
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < gridIds.size(); i++) {
            String gridId = gridIds.get(i);
            long before = openCases(gridId);
            Instant sent = sender.sendNow("bench-grid-" + run + "-" + i, gridId);
            while (openCases(gridId) <= before) {
                if (Instant.now().isAfter(sent.plus(PATIENCE))) {
                    throw CommandFailure.rejected(
                            PATIENCE.toSeconds() + " s after a case in grid " + gridId + " its document has none more");
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            latencies.add(System.currentTimeMillis() - sent.toEpochMilli());
        }
        return latencies;
    }

    /** 0 of a grid that has no document yet. */
    private long openCases(String gridId) throws IOException {
        return client
                .search(
                        search -> search.index(INDEX)
                                .query(query ->
                                        query.term(term -> term.field("grid_id").value(gridId))),
                        ObjectNode.class)
                .hits()
                .hits()
                .stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .mapToLong(grid -> grid.path("open_cases").asLong())
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        client._transport().close();
    }
}

package org.govbrain.bench.peers.other;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.peers.AcceptStory;
import org.govbrain.bench.peers.FlinkPeer;
import org.govbrain.bench.peers.Peer;
import org.govbrain.bench.peers.PeerEvent;

/** An outer join over time: what has no partner within the goal. MATCH_RECOGNIZE cannot say that something does not follow. */
public final class SqlPeer implements Peer {
    private static final String NOT_ACCEPTED = """
            SELECT r.caseId FROM (SELECT * FROM events WHERE NOT accepted) r
            LEFT JOIN (SELECT * FROM events WHERE accepted) a
            ON a.caseId = r.caseId AND a.happened BETWEEN r.happened AND r.happened + INTERVAL '%d' MINUTE
            WHERE a.caseId IS NULL""".formatted(AcceptStory.GOAL_MS / 60_000);

    private final FlinkPeer flink = new FlinkPeer(name(), goal(), new Configuration(), SqlPeer::breaches);

    @Override
    public String name() {
        return "Flink SQL, outer interval join";
    }

    @Override
    public String goal() {
        return "";
    }

    @Override
    public Outcome tell(AcceptStory story, BenchCluster cluster) throws Exception {
        return flink.tell(story, cluster);
    }

    private static DataStream<String> breaches(KeyedStream<PeerEvent, String> events) {
        StreamTableEnvironment tables = StreamTableEnvironment.create(events.getExecutionEnvironment());
        tables.createTemporaryView(
                "events",
                events,
                Schema.newBuilder()
                        .column("caseId", "STRING")
                        .column("accepted", "BOOLEAN NOT NULL")
                        .column("atMs", "BIGINT NOT NULL")
                        .columnByExpression("happened", "TO_TIMESTAMP_LTZ(atMs, 3)")
                        .watermark("happened", "SOURCE_WATERMARK()")
                        .build());
        return tables.toDataStream(tables.sqlQuery(NOT_ACCEPTED))
                .map((Row row) -> row.<String>getFieldAs(0))
                .returns(String.class);
    }
}

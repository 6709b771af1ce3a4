package org.govbrain.bench.peers;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.CountingSink;
import org.govbrain.bench.measure.Sample;

/**
 * A way to find breaches with Flink, over events that it makes itself: in one task, as the engines that are no cluster run, so
 * that nobody pays for sending events from thread to thread.
 */
public record FlinkPeer(String name, String goal, Configuration config, Rule rule) implements Peer {
    private static final String BREACHES = "peer-breaches";

    /** How cases become breaches. */
    @FunctionalInterface
    public interface Rule {
        DataStream<String> breaches(KeyedStream<PeerEvent, String> events);
    }

    @Override
    public Outcome tell(AcceptStory story, BenchCluster cluster) throws Exception {
        Sample sample = cluster.run(config, story.events(), env -> {
            env.setParallelism(1);
            rule.breaches(events(env, story))
                    .sinkTo(new CountingSink<>(BREACHES))
                    .uid("count");
        });
        return new Outcome(sample, CountingSink.take(BREACHES));
    }

    private static KeyedStream<PeerEvent, String> events(StreamExecutionEnvironment env, AcceptStory story) {
        DataStream<PeerEvent> events = env.fromSource(
                        new NumberSequenceSource(0, story.steps() - 1), WatermarkStrategy.noWatermarks(), "Steps")
                .uid("steps")
                .flatMap((FlatMapFunction<Long, PeerEvent>) (step, out) -> story.tell(step, out::collect))
                .returns(PeerEvent.class)
                .uid("events")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<PeerEvent>forGenerator(context -> new TimeOfEvents())
                        .withTimestampAssigner((event, before) -> event.atMs()))
                .uid("time");
        return DataStreamUtils.reinterpretAsKeyedStream(events, PeerEvent::caseId, Types.STRING);
    }
}

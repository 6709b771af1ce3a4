package org.govbrain.bench.peers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.CountingSink;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.report.Figure;
import org.govbrain.engine.config.JobEnvironment;

/** "Reported and not accepted within ten minutes", by our clock and by Flink's pattern matching, over the same events. */
public final class PeersBench {
    private static final String GROUP = "peers";
    private static final String UNIT = "events/s";
    private static final String BREACHES = "peer-breaches";

    private final BenchCluster cluster;
    private final AcceptStory story;

    private PeersBench(BenchCluster cluster, AcceptStory story) {
        this.cluster = cluster;
        this.story = story;
    }

    /** How a case becomes a breach. */
    private interface Rule {
        DataStream<String> breaches(KeyedStream<PeerEvent, String> events);
    }

    /** Runs both in turn over so many cases; fails if one of them finds other breaches than there are. */
    public static List<Figure> run(BenchCluster cluster, long cases, Interleaved interleaved) throws Exception {
        PeersBench bench = new PeersBench(cluster, new AcceptStory(cases));
        List<Series> series = interleaved.run(List.of(
                bench.candidate("accept clock alone", PeersBench::ours),
                bench.candidate("Flink CEP, notFollowedBy within", PeersBench::pattern)));
        Series ours = series.get(0);
        Series cep = series.get(1);
        return List.of(cep.figure(GROUP, UNIT, cep, ""), ours.figure(GROUP, UNIT, cep, "at least 12 times Flink CEP"));
    }

    private Candidate candidate(String name, Rule rule) {
        return new Candidate(name, () -> {
            Sample sample = cluster.run(
                    JobEnvironment.withClocks(),
                    story.events(),
                    env -> rule.breaches(events(env))
                            .sinkTo(new CountingSink<>(BREACHES))
                            .uid("count"));
            long found = CountingSink.take(BREACHES);
            if (found != story.breaches()) {
                throw new IllegalStateException(
                        name + ": " + found + " breaches where " + story.breaches() + " were expected");
            }
            return sample;
        });
    }

    private KeyedStream<PeerEvent, String> events(StreamExecutionEnvironment env) {
        AcceptStory told = story;
        return env.fromSource(new NumberSequenceSource(0, told.steps() - 1), WatermarkStrategy.noWatermarks(), "Steps")
                .uid("steps")
                .setParallelism(1)
                .flatMap((FlatMapFunction<Long, PeerEvent>) (step, out) -> told.tell(step, out::collect))
                .returns(PeerEvent.class)
                .uid("events")
                .setParallelism(1)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<PeerEvent>forMonotonousTimestamps()
                        .withTimestampAssigner((event, before) -> event.atMs()))
                .uid("time")
                .setParallelism(1)
                .keyBy(PeerEvent::caseId, Types.STRING);
    }

    private static DataStream<String> ours(KeyedStream<PeerEvent, String> events) {
        return events.process(new AcceptClockFunction()).uid("accept-clock");
    }

    private static DataStream<String> pattern(KeyedStream<PeerEvent, String> events) {
        Pattern<PeerEvent, PeerEvent> notAccepted = Pattern.<PeerEvent>begin("reported")
                .where(SimpleCondition.of(event -> !event.accepted()))
                .notFollowedBy("accepted")
                .where(SimpleCondition.of(PeerEvent::accepted))
                .within(Duration.ofMillis(AcceptStory.GOAL_MS));
        return CEP.pattern(events, notAccepted).process(new CaseOfMatch()).uid("pattern");
    }

    private static final class CaseOfMatch extends PatternProcessFunction<PeerEvent, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processMatch(Map<String, List<PeerEvent>> match, Context context, Collector<String> out) {
            out.collect(match.getOrDefault("reported", List.of()).get(0).caseId());
        }
    }
}

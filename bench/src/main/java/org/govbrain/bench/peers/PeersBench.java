package org.govbrain.bench.peers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.report.Figure;
import org.govbrain.engine.config.JobEnvironment;

/** "Reported and not accepted within ten minutes", by our clock and by what else there is, over the same events. */
public final class PeersBench {
    private static final String GROUP = "peers";
    private static final String UNIT = "events/s";

    private PeersBench() {}

    /** Runs all in turn over so many cases; fails if one of them finds other breaches than there are. */
    public static List<Figure> run(BenchCluster cluster, long cases, Interleaved interleaved) throws Exception {
        AcceptStory story = new AcceptStory(cases);
        List<Peer> peers = new ArrayList<>();
        peers.add(new FlinkPeer(
                "accept clock from the case's events", "", JobEnvironment.withClocks(), PeersBench::fromEvents));
        peers.add(new FlinkPeer(
                "Flink CEP, notFollowedBy within",
                "at least 12 times Flink CEP",
                JobEnvironment.withClocks(),
                PeersBench::pattern));
        ServiceLoader.load(Peer.class).forEach(peers::add);
        List<Candidate> candidates = new ArrayList<>();
        Peer ours = new FlinkPeer("accept clock alone", "", JobEnvironment.withClocks(), PeersBench::ours);
        candidates.add(candidate(ours, story, cluster));
        peers.forEach(peer -> candidates.add(candidate(peer, story, cluster)));

        List<Series> series = interleaved.run(candidates);
        List<Figure> figures = new ArrayList<>();
        for (Series each : series.subList(1, series.size())) {
            figures.add(each.figure(GROUP, UNIT, each, ""));
        }
        for (int i = 0; i < peers.size(); i++) {
            figures.add(series.get(0)
                    .figure(GROUP, UNIT, series.get(i + 1), peers.get(i).goal()));
        }
        return figures;
    }

    private static Candidate candidate(Peer peer, AcceptStory story, BenchCluster cluster) {
        return new Candidate(peer.name(), () -> {
            Peer.Outcome outcome = peer.tell(story, cluster);
            if (outcome.breaches() != story.breaches()) {
                throw new IllegalStateException(peer.name() + ": " + outcome.breaches() + " breaches where "
                        + story.breaches() + " were expected");
            }
            return outcome.sample();
        });
    }

    private static DataStream<String> ours(KeyedStream<PeerEvent, String> events) {
        return events.process(new AcceptClockFunction()).uid("accept-clock");
    }

    private static DataStream<String> fromEvents(KeyedStream<PeerEvent, String> events) {
        return events.process(new CaseClockFunction()).uid("case-clock");
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

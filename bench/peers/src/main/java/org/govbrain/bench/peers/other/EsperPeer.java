package org.govbrain.bench.peers.other;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import java.util.concurrent.atomic.LongAdder;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Sample;
import org.govbrain.bench.measure.Stopwatch;
import org.govbrain.bench.peers.AcceptStory;
import org.govbrain.bench.peers.Peer;
import org.govbrain.bench.peers.PeerEvent;

/** Esper's own pattern for it, on one thread and with its clock in our hands. */
public final class EsperPeer implements Peer {
    private static final String NOT_ACCEPTED = """
            select r.caseId from pattern [every r=Reported ->
            (timer:interval(%d sec) and not Accepted(caseId = r.caseId))]""".formatted(AcceptStory.GOAL_MS / 1_000);

    /** A case was reported. */
    public record Reported(String getCaseId) {}

    /** A case was accepted. */
    public record Accepted(String getCaseId) {}

    @Override
    public String name() {
        return "Esper, timer and not";
    }

    @Override
    public String goal() {
        return "at least 3 times Esper";
    }

    @Override
    public Outcome tell(AcceptStory story, BenchCluster cluster) throws Exception {
        Configuration configuration = new Configuration();
        configuration.getCommon().addEventType(Reported.class);
        configuration.getCommon().addEventType(Accepted.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        EPCompiled compiled =
                EPCompilerProvider.getCompiler().compile(NOT_ACCEPTED, new CompilerArguments(configuration));
        EPRuntime runtime = EPRuntimeProvider.getRuntime("bench", configuration);
        try {
            LongAdder breaches = new LongAdder();
            runtime.getEventService().advanceTime(0);
            runtime.getDeploymentService()
                    .deploy(compiled)
                    .getStatements()[0]
                    .addListener((came, went, statement, of) -> breaches.add(came.length));
            Stopwatch watch = Stopwatch.start();
            play(story, runtime.getEventService());
            Sample sample = watch.stop(story.events());
            return new Outcome(sample, breaches.sum());
        } finally {
            runtime.destroy();
        }
    }

    private static void play(AcceptStory story, EPEventService engine) {
        for (long step = 0; step < story.steps(); step++) {
            story.tell(step, event -> send(event, engine));
        }
        engine.advanceTime(engine.getCurrentTime() + AcceptStory.GOAL_MS);
    }

    private static void send(PeerEvent event, EPEventService engine) {
        engine.advanceTime(event.atMs());
        if (event.accepted()) {
            engine.sendEventBean(new Accepted(event.caseId()), "Accepted");
        } else {
            engine.sendEventBean(new Reported(event.caseId()), "Reported");
        }
    }
}

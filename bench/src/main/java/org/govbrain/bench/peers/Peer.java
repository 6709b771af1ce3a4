package org.govbrain.bench.peers;

import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Sample;

/** What a team would write the accept clock with instead. Those that are built besides are found by {@link java.util.ServiceLoader}. */
public interface Peer {

    /** As the table shows it. */
    String name();

    /** What the accept clock must reach beside it, in words; empty without a goal. */
    String goal();

    /** Tells it the whole story once. */
    Outcome tell(AcceptStory story, BenchCluster cluster) throws Exception;

    /**
     * What came of it.
     *
     * @param breaches how many cases it found that were not accepted in time
     */
    record Outcome(Sample sample, long breaches) {}
}

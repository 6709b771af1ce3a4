package org.govbrain.engine.situation;

import java.util.List;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** A keyed function that follows the reference data, and some of whose keys must hear when it changes. */
abstract class FollowingFunction<I, O> extends KeyedProcessFunction<String, I, O> {
    private static final long serialVersionUID = 1L;

    /**
     * Takes in what has been published, without waiting; whether the keys must hear of it. Asked with each watermark, the
     * first time after a start included: what was published while the job was down is told then.
     */
    abstract boolean look();

    /** The state by which a key is known to be there. */
    abstract String stateName();

    /** Keys that the reference data itself brings into being. */
    abstract List<String> namedKeys();

    /** Tells the key that is set now. What is due goes out by its timer. */
    abstract void hearOfReference(long watermark, TimerService timers) throws Exception;
}

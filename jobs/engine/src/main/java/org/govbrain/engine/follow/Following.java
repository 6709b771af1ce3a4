package org.govbrain.engine.follow;

import java.util.List;
import org.apache.flink.streaming.api.TimerService;

/** A keyed function that follows the reference data, and some of whose keys must hear when it changes. */
public interface Following {

    /**
     * Takes in what has been published, without waiting; whether the keys must hear of it. Asked with each watermark, before its
     * timers fire.
     */
    boolean look();

    /** The state by which a key is known to be there. */
    String stateName();

    /** Keys that the reference data itself brings into being; only keys that are text can be. */
    default List<String> namedKeys() {
        return List.of();
    }

    /** Tells the key that is set now. What is due goes out by its timer. */
    void hearOfReference(long watermark, TimerService timers) throws Exception;
}

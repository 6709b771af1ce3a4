package org.govbrain.local.pacemaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is told by whoever feeds records, see {@link Pace}. */
public interface Feeders {

    /** See {@link Pace#feeding}. */
    void feeding(String feeder, @Nullable Instant fedUpTo);

    /** See {@link Pace#fed}. */
    void fed(String feeder);
}

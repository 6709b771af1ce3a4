package org.govbrain.engine.echo;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.situation.Breach;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * A document that an earlier run may have said after the checkpoint from which this one goes on.
 *
 * @param key of the case, if the breach is of a case's clock, else the grid's id
 * @param saidAt when the broker took it
 * @param breach a missed deadline; null for the document of a grid
 * @param revision of a grid's document
 */
@TypeInfo(CompactRecord.class)
public record Echo(String key, Instant saidAt, @Nullable Breach breach, long revision) {

    /** So long after the start of a run a task manager that was cut off may go on writing, and so far clocks may be apart. */
    public static final Duration GRACE = Duration.ofMinutes(1);

    /** A breach that was said. */
    public static Echo of(Breach breach, Instant saidAt) {
        String caseKey = breach.caseKey();
        return new Echo(caseKey == null ? breach.caseId() : caseKey, saidAt, breach, 0);
    }

    /** A grid whose document was written. */
    public static Echo ofGrid(String gridId, long revision, Instant saidAt) {
        return new Echo(gridId, saidAt, null, revision);
    }
}

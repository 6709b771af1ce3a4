package org.govbrain.engine.follow;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.ReferenceVersion;
import org.jspecify.annotations.Nullable;

/**
 * How many versions of the reference data the keys of an operator have heard of. What goes on from a checkpoint reads all of them
 * at once, and must know which of them its keys were folded without.
 */
public final class HeardVersions {
    private static final ListStateDescriptor<Integer> HEARD = new ListStateDescriptor<>("heard-versions", Types.INT);

    /** How many cities had been before the one whose versions are counted; not there in state that was kept before this was. */
    private static final ListStateDescriptor<Integer> CITIES = new ListStateDescriptor<>("heard-cities", Types.INT);

    private static final int UNKNOWN = -1;

    private final ListState<Integer> stored;
    private final ListState<Integer> storedCities;

    /** 0 until {@link #begin} where it is not known: of a job that begins, and of state that was kept before this was. */
    private int heard;

    /** Of the history that was heard last. */
    private int citiesBefore = UNKNOWN;

    private @Nullable Instant newsSince;

    /** As it was stored. */
    public HeardVersions(FunctionInitializationContext context) throws Exception {
        stored = context.getOperatorStateStore().getUnionListState(HEARD);
        for (int each : stored.get()) {
            // A key of a task that had not read so far may be any task's now.
            heard = heard == 0 ? each : Math.min(heard, each);
        }
        storedCities = context.getOperatorStateStore().getUnionListState(CITIES);
        for (int each : storedCities.get()) {
            citiesBefore = citiesBefore == UNKNOWN ? each : Math.min(citiesBefore, each);
        }
    }

    /** Stores it, for a checkpoint. */
    public void store() throws Exception {
        stored.update(List.of(heard));
        storedCities.update(List.of(citiesBefore));
    }

    /** What is not known to have been folded without a version is folded with those that are known when the operator opens. */
    public void begin(ReferenceHistory history) {
        if (heard == 0) {
            heard = history.versions().size();
        }
        if (citiesBefore == UNKNOWN) {
            citiesBefore = history.citiesBefore();
        }
    }

    /** From now on the keys have heard of all versions; whether there are any of which they had not. */
    public boolean hear(ReferenceHistory history) {
        List<ReferenceVersion> versions = history.versions();
        int before = heard;
        heard = versions.size();
        // Of another city none was heard before, and it may have as many.
        boolean isAnother = history.citiesBefore() != citiesBefore || heard < before;
        citiesBefore = history.citiesBefore();
        int firstNew = isAnother ? 0 : before;
        newsSince = firstNew == heard ? null : versions.get(firstNew).effectiveFrom();
        return newsSince != null;
    }

    /** Since when those are in force of which the last call told; null if of none. What has happened since was said without them. */
    public @Nullable Instant newsSince() {
        return newsSince;
    }
}

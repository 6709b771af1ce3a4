package org.govbrain.engine.follow;

import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.reference.ReferenceFunction;
import org.jspecify.annotations.Nullable;

/** A keyed function that follows the reference data, and some of whose keys must hear when it changes. */
public abstract class FollowingFunction<I, O> extends ReferenceFunction<I, O>
        implements CheckpointedFunction, Following {
    private static final long serialVersionUID = 1L;

    protected final SituationSettings settings;
    private transient boolean looked;
    private transient @Nullable ReachedTime reached;
    private transient @Nullable HeardVersions heard;

    protected FollowingFunction(SituationSettings settings) {
        super(settings.reference());
        this.settings = settings;
    }

    @Override
    public final void initializeState(FunctionInitializationContext context) throws Exception {
        reached = new ReachedTime(context);
        heard = new HeardVersions(context);
    }

    @Override
    public final void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(reached).store();
        Objects.requireNonNull(heard).store();
    }

    /**
     * The instant as of which something is said, in epoch milliseconds: never before one as of which anything was. After a restart
     * event time may begin before where it had been, and a deadline that had passed would be ahead again.
     */
    protected final long saidAsOf(long watermark) {
        return watermark == Long.MAX_VALUE
                ? watermark
                : Objects.requireNonNull(reached).pass(watermark);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        Objects.requireNonNull(heard).begin(history());
        looked = false;
    }

    /** Turns to the reference data as it is known from now on. Who opens does so too. */
    protected abstract void follow(ReferenceHistory history);

    /** {@inheritDoc} After a start they hear in any case: what was published while the job was down is told then. */
    @Override
    public boolean look() {
        if (follower().refresh()) {
            follow(history());
        }
        boolean news = Objects.requireNonNull(heard).hear(history());
        boolean first = !looked;
        looked = true;
        return news || first;
    }

    /**
     * Since when the versions are in force of which the keys hear now: what has happened since was said without them. Null where
     * they hear of none.
     */
    protected final @Nullable Instant newsSince() {
        return Objects.requireNonNull(heard).newsSince();
    }

    /** All versions known by now. */
    protected final ReferenceHistory history() {
        return follower().history();
    }

    /**
     * Wakes the key at an instant unless it wakes before; a key has one timer.
     *
     * @param timerAt when it wakes, in epoch milliseconds; 0 for never
     * @return when it wakes now
     */
    protected static long wake(long timerAt, long atMs, TimerService timers) {
        if (timerAt != 0 && timerAt <= atMs) {
            return timerAt;
        }
        timers.registerEventTimeTimer(atMs);
        return atMs;
    }

    /** The same, if what is replayed lasts until then. */
    protected final long wakeUntilAsOf(long timerAt, long atMs, TimerService timers) {
        return atMs <= settings.asOfMs() ? wake(timerAt, atMs, timers) : timerAt;
    }
}

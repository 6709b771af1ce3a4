package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.follow.Following;
import org.govbrain.engine.follow.HeardVersions;
import org.govbrain.engine.follow.ReachedTime;
import org.jspecify.annotations.Nullable;

/**
 * Watches a part of the city: its cases, the city as it was at each look, and the next look.
 *
 * @param <F> what was said, and the next look; leaves with the last case
 * @param <O> what it says
 */
abstract class WatchFunction<K, I, F, O> extends KeyedProcessFunction<K, I, O>
        implements CheckpointedFunction, Following {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "file";

    /** Cases that were in this part, as long as anything looks back. */
    private static final MapStateDescriptor<String, CaseHistory> CASES =
            new MapStateDescriptor<>("cases", String.class, CaseHistory.class);

    protected final HotspotSettings settings;
    private final boolean withNeighbours;
    private final Class<F> file;
    protected transient MapState<String, CaseHistory> cases;
    protected transient ValueState<F> files;
    protected transient WatchedCity watched;
    private transient @Nullable ReachedTime reached;
    private transient @Nullable HeardVersions heard;

    WatchFunction(HotspotSettings settings, Class<F> file, boolean withNeighbours) {
        this.settings = settings;
        this.file = file;
        this.withNeighbours = withNeighbours;
    }

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext().getMapState(CASES);
        files = getRuntimeContext().getState(new ValueStateDescriptor<>(FILE, file));
        watched = new WatchedCity(settings.reference(), withNeighbours);
        Objects.requireNonNull(heard).begin(watched.history());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        reached = new ReachedTime(context);
        heard = new HeardVersions(context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(reached).store();
        Objects.requireNonNull(heard).store();
    }

    @Override
    public final boolean look() {
        watched.refresh();
        return Objects.requireNonNull(heard).hear(watched.history());
    }

    @Override
    public final String stateName() {
        return FILE;
    }

    @Override
    public final void hearOfReference(long watermark, TimerService timers) throws Exception {
        F known = files.value();
        Instant newsSince = Objects.requireNonNull(heard).newsSince();
        if (known != null && newsSince != null) {
            hearOfVersions(known, newsSince, Math.max(0, watermark), timers);
            files.update(known);
        }
    }

    /**
     * Versions are in force since an instant of which nothing was known before: what was looked at since must be looked at again.
     *
     * @param atMs event time, in epoch milliseconds
     */
    abstract void hearOfVersions(F known, Instant since, long atMs, TimerService timers) throws Exception;

    @Override
    public void close() {
        if (watched != null) {
            watched.close();
        }
    }

    /** A timer that is still meant: an earlier look may have taken the place of this one, and the end is never moved. */
    @Override
    public final void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
        F known = files.value();
        boolean atEnd = timestamp == Long.MAX_VALUE;
        if (known != null && (timestamp == wakesAt(known) || atEnd)) {
            long watermark = context.timerService().currentWatermark();
            reached(context.timerService());
            Instant now = isDrained(watermark) ? newest() : settings.asOf(watermark);
            look(known, now, atEnd, context, out);
        }
    }

    /** A live job that is drained: event time has jumped to its end, and nothing has happened since the newest event. */
    private boolean isDrained(long watermark) {
        return watermark == Long.MAX_VALUE && !settings.isReplay();
    }

    /** The instant that event time has reached, also before a restart; long ago where that is not known. */
    final Instant reached(TimerService timers) {
        long watermark = timers.currentWatermark();
        long ms = isDrained(watermark) ? 0 : Math.min(watermark, settings.asOfMs());
        return Instant.ofEpochMilli(Objects.requireNonNull(reached).pass(ms));
    }

    private Instant newest() throws Exception {
        Instant newest = Instant.EPOCH;
        for (CaseHistory history : cases.values()) {
            newest = history.lastAt().isAfter(newest) ? history.lastAt() : newest;
        }
        return newest;
    }

    /** When the key wakes, in epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    abstract long wakesAt(F known);

    /** The same, to be kept. */
    abstract void wakeAt(F known, long atMs);

    /** One look at what is known. */
    abstract void look(F known, Instant now, boolean atEnd, OnTimerContext context, Collector<O> out) throws Exception;

    /** The end of a look: the key looks again at an instant, if what is replayed lasts until then, or forgets all. */
    final void lookAgain(F known, @Nullable Instant next, TimerService timers) throws Exception {
        if (next == null) {
            files.clear();
            return;
        }
        if (next.toEpochMilli() <= settings.asOfMs()) {
            wakeAt(known, wake(wakesAt(known), next.toEpochMilli(), timers));
        }
        files.update(known);
    }

    /** A word that did not say whose it was, as an earlier version told it, ends with the next of its case; it is returned. */
    static @Nullable Trip forgetWithoutFile(MapState<String, Trip> trips, Trip next) throws Exception {
        Trip before = next.fileKey() == null ? null : trips.get(next.caseId());
        if (before != null) {
            trips.remove(next.caseId());
        }
        return before;
    }

    final List<CaseHistory> knownCases() throws Exception {
        List<CaseHistory> known = new ArrayList<>();
        cases.values().forEach(known::add);
        return known;
    }

    /**
     * Sees to it that the key looks at an instant, unless it does so before, and at the end of what is replayed.
     *
     * @param timerAt when it wakes, in epoch milliseconds; {@link Long#MAX_VALUE} for never
     * @return when it wakes now
     */
    final long wake(long timerAt, long atMs, TimerService timers) {
        if (settings.isReplay()) {
            timers.registerEventTimeTimer(Long.MAX_VALUE);
        }
        if (timerAt <= atMs || isDrained(timers.currentWatermark())) {
            // A timer would fire again at once and for ever; what is heard after a restart wakes the key.
            return timerAt;
        }
        timers.registerEventTimeTimer(atMs);
        return atMs;
    }
}

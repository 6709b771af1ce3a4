package org.govbrain.engine.indicator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.indicator.IndicatorRecord;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.indicator.Publication;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.follow.Following;
import org.govbrain.engine.follow.HeardVersions;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;

/** The sums of each cell, said at once and at most once a second, and what of it became known after they were published. Keyed by cell. */
public final class IndicatorFunction extends PublishingFunction<IndicatorChange, IndicatorSums> implements Following {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = Duration.ofSeconds(1).toMillis();

    /** What became known after publication. */
    static final OutputTag<IndicatorCorrection> CORRECTIONS = new OutputTag<>("corrections") {};

    /** Sums of one cell; leaves when no case can change it any more. */
    private static final ValueStateDescriptor<IndicatorRecord> SUMS =
            new ValueStateDescriptor<>("sums", IndicatorRecord.class);

    /** The newest hour of which a cell has left, in epoch milliseconds. */
    private static final ListStateDescriptor<Long> FORGOTTEN = new ListStateDescriptor<>("forgotten-up-to", Types.LONG);

    private final boolean publishes;
    private transient ValueState<IndicatorRecord> sums;
    private transient @Nullable HeardVersions heard;
    private transient @Nullable ListState<Long> forgotten;
    private transient long forgottenUpToMs;

    /**
     * The operator.
     *
     * @param publishes whether there are readers between whom and the truth something can come: not in a replay, which
     *     hears all at once
     */
    public IndicatorFunction(ReferenceSource reference, boolean publishes) {
        super(reference);
        this.publishes = publishes;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        Objects.requireNonNull(heard).begin(follower().history());
        sums = getRuntimeContext().getState(SUMS);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        super.initializeState(context);
        heard = new HeardVersions(context);
        forgotten = context.getOperatorStateStore().getUnionListState(FORGOTTEN);
        forgottenUpToMs = Long.MIN_VALUE;
        for (long each : forgotten.get()) {
            forgottenUpToMs = Math.max(forgottenUpToMs, each);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        super.snapshotState(context);
        Objects.requireNonNull(heard).store();
        Objects.requireNonNull(forgotten).update(List.of(forgottenUpToMs));
    }

    @Override
    public boolean look() {
        follower().refresh();
        return Objects.requireNonNull(heard).hear(follower().history());
    }

    @Override
    public String stateName() {
        return SUMS.getName();
    }

    /** The place of a cell is that of its hour: one that was said by a version before is said again. */
    @Override
    public void hearOfReference(long watermark, TimerService timers) throws Exception {
        IndicatorRecord known = sums.value();
        Instant newsSince = Objects.requireNonNull(heard).newsSince();
        boolean concerned = known != null
                && newsSince != null
                && known.saidAtMs > 0
                && !Instant.ofEpochMilli(known.cell.hourMs()).isBefore(newsSince);
        if (concerned && known.timerAt == 0) {
            wake(known, timers);
            sums.update(known);
        }
    }

    /** With the next watermark, so that what came together is said together. */
    private static void wake(IndicatorRecord known, TimerService timers) {
        long nowMs = timers.currentWatermark();
        known.timerAt = Math.max(Math.max(0, nowMs) + 1, known.saidAtMs + AT_MOST_EVERY_MS);
        timers.registerEventTimeTimer(known.timerAt);
    }

    @Override
    public void processElement(IndicatorChange change, Context context, Collector<IndicatorSums> out) throws Exception {
        IndicatorRecord known = sums.value();
        if (known == null) {
            known = begin(change.cell(), context.timerService());
        }
        known.take(change);
        if (!change.isNews()) {
            // A case that has left: the document is what it was.
            keep(known, context.timerService());
            return;
        }
        Instant knownAt = publishes ? knownAt(context.timerService()) : null;
        if (knownAt != null && !change.counts().isEmpty()) {
            correct(known, change, knownAt, context);
        }
        if (known.timerAt == 0) {
            wake(known, context.timerService());
        }
        sums.update(known);
    }

    /** Of a cell as old as one that was forgotten nobody can tell any more whether it was. */
    private IndicatorRecord begin(IndicatorCell cell, TimerService timers) {
        IndicatorRecord begun = new IndicatorRecord();
        Instant now = cell.hourMs() <= forgottenUpToMs ? knownAt(timers) : null;
        if (now != null) {
            begun.begunAgainOn = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
        }
        return begun;
    }

    private void correct(IndicatorRecord known, IndicatorChange change, Instant now, Context context) {
        Instant hour = Instant.ofEpochMilli(change.cell().hourMs());
        CityTime time = city(hour).cityTime();
        LocalDate knownOn = Publication.dayOf(now, time);
        if (knownOn.isAfter(time.dayOf(hour))) {
            if (known.owesBefore(knownOn)) {
                sayCorrection(known, context);
            }
            known.correct(change, knownOn);
        }
    }

    private void sayCorrection(IndicatorRecord known, Context context) {
        context.output(CORRECTIONS, known.correction(place(known)));
        known.correctionIsNews = false;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndicatorSums> out) throws Exception {
        IndicatorRecord known = sums.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        known.saidAtMs = timestamp;
        out.collect(new IndicatorSums(
                known.cell, place(known), known.counts, known.revision + versions(known), known.begunAgainOn));
        if (known.correctionIsNews) {
            sayCorrection(known, context);
        }
        known.timerAt = 0;
        keep(known, context.timerService());
    }

    /** What no case can change any more, and is said, leaves. */
    private void keep(IndicatorRecord known, TimerService timers) throws Exception {
        if (known.cases == 0 && known.timerAt == 0) {
            sums.clear();
            // So that it is known after a restart, too, that this was not ahead of now.
            knownAt(timers);
            forgottenUpToMs = Math.max(forgottenUpToMs, known.cell.hourMs());
        } else {
            sums.update(known);
        }
    }

    /** So that who reads a version late says a higher revision with the place that follows from it. */
    private int versions(IndicatorRecord known) {
        return follower().history().indexAt(Instant.ofEpochMilli(known.cell.hourMs()));
    }

    private Place place(IndicatorRecord known) {
        return Place.of(city(Instant.ofEpochMilli(known.cell.hourMs())).grids(), known.cell.gridId());
    }

    private ReferenceData city(Instant hour) {
        return follower().history().at(hour);
    }
}

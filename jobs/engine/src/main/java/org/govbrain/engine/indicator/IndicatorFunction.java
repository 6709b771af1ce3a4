package org.govbrain.engine.indicator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.indicator.IndicatorRecord;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.indicator.Publication;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceSource;

/** The sums of each cell, said at once and at most once a second, and what of it became known after they were published. Keyed by cell. */
public final class IndicatorFunction extends PublishingFunction<IndicatorChange, IndicatorSums> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = Duration.ofSeconds(1).toMillis();

    /** What became known after publication. */
    static final OutputTag<IndicatorCorrection> CORRECTIONS = new OutputTag<>("corrections") {};

    /** Sums of one cell; leaves when no case can change it any more. */
    private static final ValueStateDescriptor<IndicatorRecord> SUMS =
            new ValueStateDescriptor<>("sums", IndicatorRecord.class);

    private final boolean publishes;
    private transient ValueState<IndicatorRecord> sums;

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
        sums = getRuntimeContext().getState(SUMS);
    }

    @Override
    public void processElement(IndicatorChange change, Context context, Collector<IndicatorSums> out) throws Exception {
        IndicatorRecord known = sums.value();
        if (known == null) {
            known = new IndicatorRecord();
        }
        known.take(change);
        if (!change.isNews()) {
            // A case that has left: the document is what it was.
            keep(known);
            return;
        }
        Instant knownAt = publishes ? knownAt(context.timerService()) : null;
        if (knownAt != null && !change.counts().isEmpty()) {
            correct(known, change, knownAt, context);
        }
        if (known.timerAt == 0) {
            // With the next watermark, so that what came together is said together.
            long nowMs = context.timerService().currentWatermark();
            known.timerAt = Math.max(Math.max(0, nowMs) + 1, known.saidAtMs + AT_MOST_EVERY_MS);
            context.timerService().registerEventTimeTimer(known.timerAt);
        }
        sums.update(known);
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
        follower().refresh();
        known.saidAtMs = timestamp;
        out.collect(new IndicatorSums(known.cell, place(known), known.counts, known.revision));
        if (known.correctionIsNews) {
            sayCorrection(known, context);
        }
        known.timerAt = 0;
        keep(known);
    }

    /** What no case can change any more, and is said, leaves. */
    private void keep(IndicatorRecord known) throws Exception {
        if (known.cases == 0 && known.timerAt == 0) {
            sums.clear();
        } else {
            sums.update(known);
        }
    }

    private Place place(IndicatorRecord known) {
        return Place.of(city(Instant.ofEpochMilli(known.cell.hourMs())).grids(), known.cell.gridId());
    }

    private ReferenceData city(Instant hour) {
        return follower().history().at(hour);
    }
}

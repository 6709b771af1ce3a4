package org.govbrain.engine.indicator;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorRecord;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.Place;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/** The sums of each cell, said at most once a second. Keyed by cell. */
public final class IndicatorFunction extends KeyedProcessFunction<String, IndicatorChange, IndicatorSums> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = Duration.ofSeconds(1).toMillis();

    /** Sums of one cell; leaves when no case can change it any more. */
    private static final ValueStateDescriptor<IndicatorRecord> SUMS =
            new ValueStateDescriptor<>("sums", IndicatorRecord.class);

    private final ReferenceSource reference;
    private transient ReferenceFollower follower;
    private transient ValueState<IndicatorRecord> sums;

    public IndicatorFunction(ReferenceSource reference) {
        this.reference = reference;
    }

    @Override
    public void open(OpenContext context) {
        sums = getRuntimeContext().getState(SUMS);
        follower = reference.follow();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public void processElement(IndicatorChange change, Context context, Collector<IndicatorSums> out) throws Exception {
        IndicatorRecord known = sums.value();
        if (known == null) {
            known = new IndicatorRecord();
        }
        known.take(change);
        if (known.timerAt == 0) {
            known.timerAt = Math.max(0, context.timerService().currentWatermark()) + AT_MOST_EVERY_MS;
            context.timerService().registerEventTimeTimer(known.timerAt);
        }
        sums.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IndicatorSums> out) throws Exception {
        IndicatorRecord known = sums.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        follower.refresh();
        Instant hour = Instant.ofEpochMilli(known.cell.hourMs());
        Place place = Place.of(follower.history().at(hour).grids(), known.cell.gridId());
        out.collect(new IndicatorSums(known.cell, place, known.counts, known.revision));
        if (known.cases == 0) {
            sums.clear();
        } else {
            known.timerAt = 0;
            sums.update(known);
        }
    }
}

package org.govbrain.engine.situation;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.situation.PatrolFold;
import org.govbrain.domain.situation.PatrolNews;
import org.govbrain.domain.situation.PatrolRecord;
import org.govbrain.domain.situation.SaidBreach;

/**
 * Says which grids went too long without a patrol. Keyed by clock and grid. A patrol counts once event time has passed it;
 * one timer a key serves the deadline and the patrols that wait.
 */
final class PatrolCadenceFunction extends KeyedProcessFunction<String, PatrolStep, SaidBreach> {
    private static final long serialVersionUID = 1L;

    /** Patrols of one grid as far as they are remembered; lives as long as the grid. */
    private static final ValueStateDescriptor<PatrolRecord> PATROLS =
            new ValueStateDescriptor<>("patrols", PatrolRecord.class);

    private final SituationSettings settings;
    private transient ValueState<PatrolRecord> patrols;
    private transient PatrolFold fold;

    PatrolCadenceFunction(SituationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        patrols = getRuntimeContext().getState(PATROLS);
        fold = new PatrolFold(settings.reference().load().data());
    }

    @Override
    public void processElement(PatrolStep step, Context context, Collector<SaidBreach> out) throws Exception {
        PatrolRecord known = patrols.value();
        boolean isNews = known == null;
        if (known == null) {
            known = new PatrolRecord();
        }
        Instant at = step.at();
        if (at != null) {
            isNews |= fold.take(known, at);
        }
        if (!isNews) {
            return;
        }
        long nowMs = context.timerService().currentWatermark();
        if (nowMs < settings.beginsAtMs() || nowMs == Long.MIN_VALUE) {
            // The first watermark, or the beginning of what is replayed.
            wake(known, Math.max(0, settings.beginsAtMs()), context);
        } else if (at == null || at.toEpochMilli() <= nowMs) {
            say(known, nowMs, context, out);
        } else {
            wake(known, at.toEpochMilli(), context);
        }
        patrols.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SaidBreach> out) throws Exception {
        PatrolRecord known = patrols.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        known.timerAt = 0;
        say(known, context.timerService().currentWatermark(), context, out);
        patrols.update(known);
    }

    private void say(PatrolRecord known, long nowMs, Context context, Collector<SaidBreach> out) {
        Instant asOf = Instant.ofEpochMilli(settings.asOf(nowMs));
        if (known.sinceMs == 0) {
            boolean isGiven = settings.beginsAtMs() != Long.MIN_VALUE;
            fold.begin(known, isGiven ? Instant.ofEpochMilli(settings.beginsAtMs()) : asOf);
        }
        String key = context.getCurrentKey();
        int bar = key.indexOf('|');
        PatrolNews news = fold.fold(known, key.substring(0, bar), key.substring(bar + 1), asOf);
        news.breaches().forEach(out::collect);
        if (settings.leavesAt(0) != Long.MAX_VALUE) {
            fold.forget(known, asOf.toEpochMilli() - settings.retentionMs());
        }
        Instant next = news.nextChangeAt();
        if (next != null && next.toEpochMilli() <= settings.asOfMs()) {
            wake(known, next.toEpochMilli(), context);
        }
    }

    private static void wake(PatrolRecord known, long atMs, Context context) {
        if (known.timerAt == 0 || atMs < known.timerAt) {
            known.timerAt = atMs;
            context.timerService().registerEventTimeTimer(atMs);
        }
    }
}

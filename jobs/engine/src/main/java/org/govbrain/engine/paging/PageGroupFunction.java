package org.govbrain.engine.paging;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.alert.Decision;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.GroupState;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.domain.alert.PagingMachine;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.TimelessWatermarks;
import org.govbrain.engine.reference.ReferenceFunction;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * Keeps the pages of a group and carries out what {@link PagingMachine} decides. Keyed by group. News is decided on at once, so no
 * page waits for any other stream; steps of a chain are taken by a timer. Until event time is known after a start, news only
 * gathers: what was heard in the meantime, answers above all, then counts before anybody is told.
 */
final class PageGroupFunction extends ReferenceFunction<PageInput, Delivery> {
    private static final long serialVersionUID = 1L;

    /** Timer of news that came before the first watermark: any instant is later than this one, so that one wakes it. */
    private static final long NEWS = 0;

    /** So long is waited for event time after a start; then what was heard is the clock. */
    static final Duration CLOCK_PATIENCE = Duration.ofSeconds(30);

    /** All pages of one group; leaves a day after the last of them has ended, but for their numbers. */
    private static final ValueStateDescriptor<GroupState> GROUP = new ValueStateDescriptor<>("group", GroupState.class);

    private transient ValueState<GroupState> groups;
    private transient Counter ignored;
    private transient Counter told;

    PageGroupFunction(ReferenceSource reference) {
        super(reference);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        groups = getRuntimeContext().getState(GROUP);
        var metrics = getRuntimeContext().getMetricGroup().addGroup("govbrain");
        ignored = metrics.counter("ignored");
        told = metrics.counter("told");
    }

    @Override
    public void processElement(PageInput input, Context context, Collector<Delivery> out) throws Exception {
        GroupState known = groups.value();
        GroupState group = known == null ? new GroupState() : known;
        if (!hear(context.getCurrentKey(), group, input)) {
            ignored.inc();
            return;
        }
        TimerService timers = context.timerService();
        if (timers.currentWatermark() == Long.MIN_VALUE) {
            timers.registerEventTimeTimer(NEWS);
            timers.registerProcessingTimeTimer(timers.currentProcessingTime() + CLOCK_PATIENCE.toMillis());
            groups.update(group);
            return;
        }
        decide(group, context.getCurrentKey(), timers, context::output, out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Delivery> out) throws Exception {
        GroupState group = groups.value();
        // What was heard before the clock was known is decided whenever its timer fires, even by the end of the input.
        boolean news = timestamp == NEWS || context.timeDomain() == TimeDomain.PROCESSING_TIME;
        // The end of the input is no instant: in a job that is drained no chain goes on.
        if (group == null || (!news && !isInstant(context.timerService().currentWatermark()) && group.clock != 0)) {
            return;
        }
        if (timestamp == group.timerAt) {
            group.timerAt = 0;
        }
        decide(group, context.getCurrentKey(), context.timerService(), context::output, out);
    }

    /** Whether a watermark says how late it is; before the first and after the last one nobody knows. */
    private static boolean isInstant(long watermark) {
        return watermark != Long.MIN_VALUE && watermark < TimelessWatermarks.END_MS;
    }

    private static boolean hear(String key, GroupState group, PageInput input) {
        if (input.alert() != null) {
            return PagingMachine.hear(key, group, input.alert());
        }
        return input.answer() != null
                ? PagingMachine.hear(group, input.answer())
                : input.receipt() != null && PagingMachine.hear(group, input.receipt());
    }

    private interface Aside {
        void output(OutputTag<PageRecord> tag, PageRecord line);
    }

    private void decide(GroupState group, String key, TimerService timers, Aside aside, Collector<Delivery> out)
            throws Exception {
        // Who is on duty is asked of the newest roster, each time.
        follower().refresh();
        long watermark = timers.currentWatermark();
        Instant now = Instant.ofEpochMilli(isInstant(watermark) ? watermark : group.newestAlertAt());
        Decision decision = PagingMachine.decide(key, group, follower().loaded().paging(), now);
        for (Delivery delivery : decision.deliveries()) {
            told.inc();
            out.collect(delivery);
        }
        decision.records().forEach(line -> aside.output(PagingStreams.PAGES, line));
        if (group.isEmpty()) {
            groups.clear();
            return;
        }
        if (decision.nextAt() != Long.MAX_VALUE && (group.timerAt == 0 || decision.nextAt() < group.timerAt)) {
            group.timerAt = decision.nextAt();
            timers.registerEventTimeTimer(group.timerAt);
        }
        groups.update(group);
    }
}

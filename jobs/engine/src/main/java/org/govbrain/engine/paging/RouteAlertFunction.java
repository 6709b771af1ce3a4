package org.govbrain.engine.paging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.alert.Alert;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.TimelessWatermarks;

/**
 * Sends each news of an alert to the group that pages it. Keyed by alert, for answers and receipts by page. An alert stays
 * in the group in which it was first heard, also when its case moves: otherwise two groups would page it. What is no newer
 * than what was heard stops here.
 */
final class RouteAlertFunction extends KeyedProcessFunction<String, PageInput, PageInput> {
    private static final long serialVersionUID = 1L;

    /** Longer than any case may still be corrected; before that a repetition must be known as one. */
    private static final long REMEMBERED_MS = Duration.ofDays(31).toMillis();

    /** So long is an alert expected to go on that is open and of which nothing more is heard; a feedback that nobody ever gives is, too. */
    private static final long OPEN_MS = Duration.ofDays(366).toMillis();

    /** Where an alert went, and its newest revision; leaves a month after the last news, while it is open a year after. */
    private static final ValueStateDescriptor<Route> ROUTE = new ValueStateDescriptor<>("route", Route.class);

    private transient ValueState<Route> routes;
    private transient Counter duplicates;

    @Override
    public void open(OpenContext context) {
        routes = getRuntimeContext().getState(ROUTE);
        duplicates = getRuntimeContext().getMetricGroup().addGroup("govbrain").counter("duplicates");
    }

    @Override
    public void processElement(PageInput input, Context context, Collector<PageInput> out) throws Exception {
        Alert alert = input.alert();
        if (alert == null) {
            out.collect(input);
            return;
        }
        Route route = routes.value();
        if (route == null) {
            route = new Route();
        } else if (alert.revision() <= route.revision) {
            duplicates.inc();
            return;
        }
        route.revision = alert.revision();
        route.open = alert.isOpen();
        Set<String> groups = new LinkedHashSet<>(route.groups);
        groups.addAll(input.groups());
        route.groups = new ArrayList<>(groups);
        for (int i = 0; i < route.groups.size(); i++) {
            out.collect(PageInput.of(List.of(route.groups.get(i)), i == 0 ? alert : alert.following()));
        }
        route.leavesAt =
                Math.max(context.timerService().currentWatermark(), alert.at().toEpochMilli()) + REMEMBERED_MS;
        if (route.timerAt == 0) {
            route.timerAt = route.leavesAt;
            context.timerService().registerEventTimeTimer(route.timerAt);
        }
        routes.update(route);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PageInput> out) throws Exception {
        Route route = routes.value();
        // The end of one input lets nothing leave: what another still brings must not pass for news.
        if (route == null || context.timerService().currentWatermark() >= TimelessWatermarks.END_MS) {
            return;
        }
        boolean mayEnd = route.open && timestamp < route.leavesAt - REMEMBERED_MS + OPEN_MS;
        if (route.leavesAt > timestamp || mayEnd) {
            route.timerAt = route.leavesAt > timestamp ? route.leavesAt : timestamp + REMEMBERED_MS;
            context.timerService().registerEventTimeTimer(route.timerAt);
            routes.update(route);
        } else {
            routes.clear();
        }
    }

    /** State of one alert. */
    public static final class Route {
        public long revision;

        /** Whether its newest news was that it is open: then the group has a page that must hear of the end. */
        public boolean open;

        public List<String> groups = new ArrayList<>();
        public long leavesAt;
        public long timerAt;
    }
}

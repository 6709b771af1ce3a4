package org.govbrain.engine.situation;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.ReferenceSource;

/** Sorts what came in: events go on, in their grid; dead letters go aside; heartbeats have done their work. */
final class LocateFunction extends ProcessFunction<Inbound, HeardEvent> {
    private static final long serialVersionUID = 1L;
    private final ReferenceSource reference;
    private transient Locator locator;
    private transient Counter events;
    private transient Counter heartbeats;
    private transient Counter deadLetters;

    LocateFunction(ReferenceSource reference) {
        this.reference = reference;
    }

    @Override
    public void open(OpenContext context) {
        ReferenceData city = reference.load().data();
        locator = new Locator(city.grids(), city.buildings());
        var metrics = getRuntimeContext().getMetricGroup().addGroup("govbrain");
        events = metrics.counter("events");
        heartbeats = metrics.counter("heartbeats");
        deadLetters = metrics.counter("dead_letters");
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<HeardEvent> out) {
        GovernanceEvent event = inbound.event();
        if (event != null) {
            events.inc();
            out.collect(new HeardEvent(inbound.receivedAt(), locator.locate(event)));
        } else if (inbound.deadLetter() != null) {
            deadLetters.inc();
            context.output(SituationStreams.DEAD_LETTERS, inbound.deadLetter());
        } else {
            heartbeats.inc();
        }
    }
}

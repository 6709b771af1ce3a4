package org.govbrain.engine.situation;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.situation.PatrolStep;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.patrol.CityBeginning;
import org.govbrain.engine.patrol.PatrolInput;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * Sorts what came in: events go on, in the grid that was there when they happened; dead letters go aside; heartbeats have done
 * their work.
 */
final class LocateFunction extends ProcessFunction<Inbound, HeardEvent> {
    private static final long serialVersionUID = 2L;

    /** By so much must the broker's clock have moved on before the reference data is looked at again. */
    private static final long LOOK_EACH_MS = Duration.ofMillis(250).toMillis();

    private final ReferenceSource reference;
    private transient ReferenceFollower follower;
    private transient List<Locator> locators;
    private transient CityBeginning beginning;
    private transient long nextLookMs;
    private transient Counter events;
    private transient Counter heartbeats;
    private transient Counter deadLetters;

    LocateFunction(ReferenceSource reference) {
        this.reference = reference;
    }

    @Override
    public void open(OpenContext context) {
        follower = reference.follow();
        locators = locators();
        beginning = new CityBeginning(follower.history());
        nextLookMs = Long.MIN_VALUE;
        var metrics = getRuntimeContext().getMetricGroup().addGroup("govbrain");
        events = metrics.counter("events");
        heartbeats = metrics.counter("heartbeats");
        deadLetters = metrics.counter("dead_letters");
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<HeardEvent> out) {
        look(inbound.receivedAt().toEpochMilli(), context);
        GovernanceEvent event = inbound.event();
        if (event != null) {
            events.inc();
            tell(beginning.hear(event.occurredAt()), context);
            int version = follower.history().indexAt(event.occurredAt());
            GovernanceEvent located = locators.get(version).locate(event, inbound.address());
            out.collect(new HeardEvent(inbound.receivedAt(), located));
            if (event.stream() == Stream.PATROL) {
                tellPatrol(located, version, context);
            }
        } else if (inbound.deadLetter() != null) {
            deadLetters.inc();
            context.output(SituationStreams.DEAD_LETTERS, inbound.deadLetter());
        } else {
            heartbeats.inc();
        }
    }

    private void tellPatrol(GovernanceEvent step, int version, Context context) {
        ReferenceData city = follower.history().versions().get(version).data();
        context.output(SituationStreams.PATROLS, new PatrolStep(step, Place.of(city.grids(), step.gridId())));
        if (city.hotspots().statistics()) {
            HotspotInput.effort(step, gridId -> follower.history().districtOf(version, gridId))
                    .ifPresent(effort -> context.output(SituationStreams.HOTSPOT_INPUTS, effort));
        }
    }

    /** Each instance says what it finds refused: the letters are the same, and the last of them is the only one. */
    private void look(long receivedMs, Context context) {
        if (receivedMs < nextLookMs) {
            return;
        }
        nextLookMs = receivedMs + LOOK_EACH_MS;
        if (follower.refresh()) {
            locators = locators();
            tell(beginning.turnTo(follower.history()), context);
        }
        follower.takeRefused().forEach(letter -> context.output(SituationStreams.DEAD_LETTERS, letter));
    }

    private static void tell(List<PatrolInput> beginnings, Context context) {
        beginnings.forEach(each -> context.output(SituationStreams.BEGINNINGS, each));
    }

    /** One for each version of the city. */
    private List<Locator> locators() {
        return follower.history().versions().stream()
                .map(version ->
                        new Locator(version.data().grids(), version.data().buildings()))
                .toList();
    }
}

package org.govbrain.engine.feed;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.engine.gather.GatherFunction;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;

/** Sums up the signs of life of each feed and hour of its time, until the next watermark. */
final class SumSignsFunction extends GatherFunction<Inbound, FeedHour> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    private final Stream stream;

    /** Empty when it is sent to where it runs. */
    private final LinkedHashMap<Key, SignsOfHour> sums = new LinkedHashMap<>();

    private record Key(String sourceSystem, long hour) {}

    SumSignsFunction(Stream stream) {
        super(FeedHour.class);
        this.stream = stream;
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<FeedHour> out) {
        GovernanceEvent event = inbound.event();
        SignOfLife heartbeat = inbound.heartbeat();
        if (event != null) {
            of(event.sourceSystem(), event.occurredAt().toEpochMilli()).event(event.occurredAt(), inbound.receivedAt());
        } else if (heartbeat != null && heartbeat.sourceSystem() != null) {
            of(heartbeat.sourceSystem(), heartbeat.at().toEpochMilli()).heartbeat(heartbeat.at());
        }
    }

    private SignsOfHour of(String sourceSystem, long atMs) {
        return sums.computeIfAbsent(
                new Key(sourceSystem, Math.floorDiv(atMs, HOUR_MS)), key -> new SignsOfHour(stream, sourceSystem));
    }

    @Override
    protected void putBack(FeedHour gathered) {
        of(gathered.sum().sourceSystem(), gathered.spansMs().get(0)).take(gathered);
    }

    @Override
    protected List<FeedHour> waiting() {
        return sums.values().stream().map(SignsOfHour::toHour).toList();
    }

    @Override
    protected void clear() {
        sums.clear();
    }
}

package org.govbrain.local.simulate;

import java.util.Comparator;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic;

/**
 * One record as its source sends it.
 *
 * @param arrivesAtMs when the brain gets it, in epoch milliseconds: a little after it happened, now and then much later
 * @param occurredAtMs when it happened
 * @param repeat 0 the first time, 1 for a redelivery
 * @param topic where it belongs
 */
public record FeedEvent(
        long arrivesAtMs,
        long occurredAtMs,
        String eventId,
        int repeat,
        Topic<? extends SpecificRecordBase> topic,
        SpecificRecordBase record) {

    /** The order of arrival; ties are broken so that it is the same every time. */
    static final Comparator<FeedEvent> BY_ARRIVAL = Comparator.comparingLong(FeedEvent::arrivesAtMs)
            .thenComparing(FeedEvent::eventId)
            .thenComparingInt(FeedEvent::repeat);
}

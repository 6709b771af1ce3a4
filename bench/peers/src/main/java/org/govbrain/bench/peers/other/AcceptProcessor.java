package org.govbrain.bench.peers.other;

import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.govbrain.bench.peers.AcceptStory;

/** Keeps deadlines by case and in their order; whatever is passed when it looks is a breach. */
final class AcceptProcessor implements Processor<String, Boolean, String, Long> {
    static final String DUE = "due";
    static final String IN_ORDER = "in-order";

    private final Duration between;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
    private ProcessorContext<String, Long> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> due;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, String> inOrder;

    /**
     * The processor.
     *
     * @param between how often it looks, in event time
     */
    AcceptProcessor(Duration between) {
        this.between = between;
    }

    @Override
    public void init(ProcessorContext<String, Long> context) {
        this.context = context;
        due = context.getStateStore(DUE);
        inOrder = context.getStateStore(IN_ORDER);
        context.schedule(between, PunctuationType.STREAM_TIME, this::look);
    }

    @Override
    public void process(Record<String, Boolean> event) {
        if (!event.value()) {
            long dueMs = event.timestamp() + AcceptStory.GOAL_MS;
            due.put(event.key(), dueMs);
            inOrder.put(key(dueMs, event.key()), event.key());
            return;
        }
        Long dueMs = due.get(event.key());
        if (dueMs != null && event.timestamp() <= dueMs) {
            due.delete(event.key());
            inOrder.delete(key(dueMs, event.key()));
        }
    }

    private void look(long nowMs) {
        try (KeyValueIterator<String, String> passed = inOrder.range(null, key(nowMs, ""))) {
            while (passed.hasNext()) {
                KeyValue<String, String> each = passed.next();
                context.forward(new Record<>(each.value, nowMs, nowMs));
                due.delete(each.value);
                inOrder.delete(each.key);
            }
        }
    }

    private static String key(long dueMs, String caseId) {
        return String.format(Locale.ROOT, "%016d|%s", dueMs, caseId);
    }
}

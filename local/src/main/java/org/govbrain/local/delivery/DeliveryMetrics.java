package org.govbrain.local.delivery;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.govbrain.schemas.delivery.DeliveryState;

/** What a delivery worker counts, in Prometheus' text format. docs/OPERATIONS.md says what each name means. Safe for several threads. */
public final class DeliveryMetrics {
    private final Map<DeliveryState, LongAdder> receipts = new EnumMap<>(DeliveryState.class);
    private volatile boolean working;
    private volatile int waiting;
    private volatile int inFlight;

    public DeliveryMetrics() {
        for (DeliveryState state : DeliveryState.values()) {
            receipts.put(state, new LongAdder());
        }
    }

    void told(DeliveryState state) {
        receipts.getOrDefault(state, new LongAdder()).increment();
    }

    /** Whether this worker works or stands by. */
    void works(boolean now) {
        working = now;
        if (!now) {
            has(0, 0);
        }
    }

    /** Messages that are not settled, and those of them that a channel has and has not answered. */
    void has(int unsettled, int sentOff) {
        waiting = unsettled;
        inFlight = sentOff;
    }

    /** As of now. */
    public String text() {
        StringBuilder text = new StringBuilder();
        head(text, "govbrain_delivery_working", "gauge", "1 while this worker delivers, 0 while it stands by.");
        line(text, "govbrain_delivery_working", working ? 1 : 0);
        head(text, "govbrain_delivery_waiting", "gauge", "Messages that are not settled.");
        line(text, "govbrain_delivery_waiting", waiting);
        head(text, "govbrain_delivery_in_flight", "gauge", "Parcels that a channel has and has not answered.");
        line(text, "govbrain_delivery_in_flight", inFlight);
        head(text, "govbrain_delivery_receipts_total", "counter", "Receipts written, by what became of the message.");
        receipts.forEach((state, count) -> line(
                text,
                "govbrain_delivery_receipts_total{state=\"" + state.name().toLowerCase(Locale.ROOT) + "\"}",
                count.sum()));
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String type, String meaning) {
        text.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void line(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}

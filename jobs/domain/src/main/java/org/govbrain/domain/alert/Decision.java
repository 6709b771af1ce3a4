package org.govbrain.domain.alert;

import java.util.ArrayList;
import java.util.List;

/** What is to be done now: messages, lines of the audit, and when to ask again. */
public final class Decision {
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<PageRecord> records = new ArrayList<>();
    private long nextAt = Long.MAX_VALUE;

    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    public List<PageRecord> records() {
        return List.copyOf(records);
    }

    /** When to ask again if nothing is heard before, in epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    public long nextAt() {
        return nextAt;
    }

    void send(Delivery delivery) {
        deliveries.add(delivery);
    }

    void note(PageRecord line) {
        records.add(line);
    }

    void askAgain(long atMs) {
        nextAt = Math.min(nextAt, atMs);
    }
}

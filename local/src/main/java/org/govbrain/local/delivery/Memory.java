package org.govbrain.local.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryState;
import org.jspecify.annotations.Nullable;

/**
 * What receipts say about messages, also those of earlier runs: the newest {@value #MOST} messages are remembered, each for
 * {@link #REMEMBERED}. Whoever pages may use the name of one again after that, for another message.
 */
final class Memory {
    static final int MOST = 500_000;

    /** So far back are receipts read at a start: as long as the paging job knows a repetition as one, less a day. */
    static final Duration REMEMBERED = Duration.ofDays(31);

    private final Map<String, Known> messages = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };
    /** Only of messages that are not settled. */
    private final Map<String, Set<String>> failedContacts = new HashMap<>();

    private record Known(DeliveryState state, long saidAt) {}

    void add(DeliveryReceipt receipt) {
        String id = receipt.getDeliveryId();
        String contact = receipt.getContact();
        long saidAt = receipt.getAt().toEpochMilli();
        boolean settled = switch (receipt.getState()) {
            case QUEUED -> false;
            case FAILED -> receipt.getLast();
            case SENT, DELIVERED, READ, DROPPED -> true;
        };
        if (isSettled(id, saidAt)) {
            return;
        }
        // As the newest one, also where a name is used again.
        messages.remove(id);
        if (settled) {
            failedContacts.remove(id);
            messages.put(id, new Known(receipt.getState(), saidAt));
        } else {
            messages.put(id, new Known(DeliveryState.QUEUED, saidAt));
            if (contact != null) {
                failedContacts.computeIfAbsent(id, key -> new HashSet<>()).add(contact);
            }
        }
    }

    boolean isSettled(String id, long now) {
        DeliveryState state = state(id, now);
        return state != null && state != DeliveryState.QUEUED;
    }

    boolean isKnown(String id, long now) {
        return state(id, now) != null;
    }

    boolean wasSent(String id, long now) {
        DeliveryState state = state(id, now);
        return state == DeliveryState.SENT || state == DeliveryState.DELIVERED || state == DeliveryState.READ;
    }

    boolean hasFailed(String id, String contact) {
        return failedContacts.getOrDefault(id, Set.of()).contains(contact);
    }

    private @Nullable DeliveryState state(String id, long now) {
        Known known = messages.get(id);
        return known == null || known.saidAt + REMEMBERED.toMillis() <= now ? null : known.state;
    }
}

package org.govbrain.local.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryState;

/** What receipts say about messages, also those of earlier runs: the newest {@value #MOST} messages are remembered. */
final class Memory {
    static final int MOST = 500_000;

    /** So far back are receipts read at a start: as long as the paging job knows a repetition as one. */
    static final Duration REMEMBERED = Duration.ofDays(31);

    private final Map<String, DeliveryState> states = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeliveryState> eldest) {
            return size() > MOST;
        }
    };
    /** Only of messages that are not settled. */
    private final Map<String, Set<String>> failedContacts = new HashMap<>();

    void add(DeliveryReceipt receipt) {
        String id = receipt.getDeliveryId();
        String contact = receipt.getContact();
        boolean settled = switch (receipt.getState()) {
            case QUEUED -> false;
            case FAILED -> receipt.getLast();
            case SENT, DELIVERED, READ, DROPPED -> true;
        };
        if (isSettled(id)) {
            return;
        }
        if (settled) {
            failedContacts.remove(id);
            states.put(id, receipt.getState());
        } else {
            states.put(id, DeliveryState.QUEUED);
            if (contact != null) {
                failedContacts.computeIfAbsent(id, key -> new HashSet<>()).add(contact);
            }
        }
    }

    boolean isSettled(String id) {
        DeliveryState state = states.get(id);
        return state != null && state != DeliveryState.QUEUED;
    }

    boolean isKnown(String id) {
        return states.containsKey(id);
    }

    boolean wasSent(String id) {
        DeliveryState state = states.get(id);
        return state == DeliveryState.SENT || state == DeliveryState.DELIVERED || state == DeliveryState.READ;
    }

    boolean hasFailed(String id, String contact) {
        return failedContacts.getOrDefault(id, Set.of()).contains(contact);
    }
}

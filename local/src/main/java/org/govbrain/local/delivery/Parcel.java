package org.govbrain.local.delivery;

import java.util.List;
import org.govbrain.schemas.delivery.DeliveryRequest;

/**
 * One message to send.
 *
 * @param channel name of the channel
 * @param addresses who is addressed on it, without repetition; empty when the channel itself is the address
 * @param requests what it says, most urgent first; more than one is a digest
 */
public record Parcel(String channel, List<String> addresses, List<DeliveryRequest> requests) {
    public Parcel {
        addresses = List.copyOf(addresses);
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("a parcel says something");
        }
    }

    /** Equal whenever this is sent again, so that a channel that looks at it takes it once. */
    public String idempotencyKey() {
        return requests.get(0).getDeliveryId();
    }
}

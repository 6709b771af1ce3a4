package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that was handed to delivery: a fact, kept so that it is never sent twice.
 *
 * @param state how far delivery has come, as the newest receipt says
 * @param undeliverable whether every contact method has failed
 */
public record Told(
        String deliveryId,
        Purpose purpose,
        int level,
        String role,
        String officer,
        List<String> contacts,
        Instant at,
        Receipt.State state,
        @Nullable String contact,
        boolean undeliverable) {

    public Told {
        contacts = List.copyOf(contacts);
    }

    /** What is known after a receipt: states only go on, so receipts may come in any order. */
    Told with(Receipt receipt) {
        boolean further = receipt.state().compareTo(state) > 0;
        return new Told(
                deliveryId,
                purpose,
                level,
                role,
                officer,
                contacts,
                at,
                further ? receipt.state() : state,
                receipt.contact() == null ? contact : receipt.contact(),
                undeliverable || (receipt.state() == Receipt.State.FAILED && receipt.last()));
    }
}

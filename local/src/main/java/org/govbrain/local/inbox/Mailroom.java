package org.govbrain.local.inbox;

import java.time.Instant;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/** What the pages show, and where answers go. */
interface Mailroom {

    /** What is known of the messages. */
    Letters letters();

    /**
     * Hands an answer to the paging job, once; false when it could not be handed over and has to be given again.
     *
     * @param person who pressed; null where nobody asked for a log-in
     */
    boolean answer(DeliveryRequest request, AckAction action, @Nullable String person, Instant at);

    /** The person has opened the message; told once. */
    void seen(Letter letter, Instant at);
}

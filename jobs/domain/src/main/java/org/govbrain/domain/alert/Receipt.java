package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.Locale;
import org.govbrain.domain.privacy.Masking;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message.
 *
 * @param contact the contact method tried; null when none was
 * @param last with {@link State#FAILED}: nothing is left to try
 * @param detail what the channel said, free of personal data
 */
public record Receipt(
        String deliveryId,
        String pageId,
        Instant at,
        @Nullable String contact,
        State state,
        boolean last,
        @Nullable String detail) {
    public Receipt {
        detail = detail == null ? null : Masking.mask(detail);
    }

    /** The life of a message. A later one stands, whatever the order of arrival. */
    public enum State {
        QUEUED,
        SENT,
        DELIVERED,
        READ,
        FAILED,
        DROPPED;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

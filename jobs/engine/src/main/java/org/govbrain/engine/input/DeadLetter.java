package org.govbrain.engine.input;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.govbrain.domain.privacy.Masking;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, whole, with the reason. Its bytes stay on the topic; the detail is free of personal data.
 *
 * @param topic topic or file
 * @param offset offset in the partition, or line of the file
 * @param reason from a closed set
 * @param detail what came and what was expected
 * @param eventId the event's id, if it could be read
 * @param receivedAt when the broker appended it
 * @param rawBase64 the bytes; of more than {@link #MOST_RAW_BYTES} the first ones
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        Rejection reason,
        String detail,
        @Nullable String eventId,
        Instant receivedAt,
        String rawBase64) {

    /** More bytes than a topic takes at its default; a letter must itself fit into its topic. */
    public static final int MOST_RAW_BYTES = 1 << 20;

    private static final int MOST_DETAIL_CHARS = 1_000;

    public DeadLetter {
        detail = Masking.mask(detail);
        detail = detail.length() > MOST_DETAIL_CHARS ? detail.substring(0, MOST_DETAIL_CHARS) + "…" : detail;
    }

    /** The bytes as they are kept in a letter. */
    public static String base64(byte[] raw) {
        return Base64.getEncoder()
                .encodeToString(raw.length > MOST_RAW_BYTES ? Arrays.copyOf(raw, MOST_RAW_BYTES) : raw);
    }
}

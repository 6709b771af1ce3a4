package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.Locale;
import org.govbrain.domain.alert.Delivery.Text;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit: a page as it stands, or one step of it.
 *
 * @param id page id, or the step's
 * @param officer who was told, or who answered
 * @param person of an answer, who of the persons behind the post gave it; null where it is not known
 * @param state in the words of the document
 * @param skipReason of a skip, why nobody was told
 * @param reason why this person, or why nobody
 */
public record PageRecord(
        String id,
        long revision,
        Kind kind,
        Instant at,
        String pageId,
        int episode,
        Alert alert,
        boolean emergency,
        int level,
        @Nullable String officer,
        @Nullable String person,
        @Nullable String role,
        @Nullable String channel,
        @Nullable String purpose,
        String state,
        @Nullable Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Double answerSeconds,
        @Nullable Instant endedAt,
        @Nullable Instant nextAt,
        long told,
        @Nullable String rule,
        @Nullable String policyVersion,
        @Nullable String rosterVersion,
        boolean digest,
        @Nullable SkipReason skipReason,
        @Nullable Text reason,
        @Nullable Text text,
        @Nullable String detail) {

    /** What a line is about. */
    public enum Kind {
        /** The page as it stands now. */
        PAGE,
        /** Somebody was told. */
        STEP,
        /** Nobody was told at a level. */
        SKIP,
        /** An answer came in. */
        ANSWER,
        /** Delivery told what became of a message. */
        RECEIPT;

        /** The word in documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

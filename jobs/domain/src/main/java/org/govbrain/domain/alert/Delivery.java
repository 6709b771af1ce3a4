package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person.
 *
 * @param deliveryId equal whenever the same step of the same page tells the same person
 * @param alert what it is about
 * @param priority 0 an emergency, then 1, 2, 3
 * @param bundle messages to one person with the same bundle may go out as one
 * @param digest overdue after a restart
 * @param supersedes earlier messages that need not go out any more
 * @param next what happens unless somebody answers
 */
public record Delivery(
        String deliveryId,
        Instant issuedAt,
        String pageId,
        Purpose purpose,
        int level,
        String role,
        String recipient,
        List<String> contacts,
        int priority,
        boolean emergency,
        Alert alert,
        Text title,
        Text text,
        String bundle,
        boolean digest,
        List<String> supersedes,
        String ruleId,
        String policyVersion,
        String rosterVersion,
        Text why,
        @Nullable Instant nextAt,
        @Nullable Text next) {

    public Delivery {
        contacts = List.copyOf(contacts);
        supersedes = List.copyOf(supersedes);
    }

    /** The same words in two languages. */
    public record Text(String zh, String en) {}
}

package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.govbrain.domain.privacy.Masking;
import org.jspecify.annotations.Nullable;

/**
 * What an officer answered to a page.
 *
 * @param officerId the post, or the person, that the message was to
 * @param person who of the persons behind the post answered; null where it is not known
 */
public record Answer(
        String eventId,
        Instant at,
        String pageId,
        String officerId,
        Action action,
        @Nullable String person) {

    /** What was answered. */
    public enum Action {
        /** I have it. */
        ACK,
        /** It is done. */
        RESOLVE,
        /** The next level has to have it. */
        ESCALATE
    }

    private static final Comparator<Answer> ORDER =
            Comparator.comparing(Answer::at).thenComparing(Answer::eventId);

    public Answer {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(pageId, "pageId");
        Objects.requireNonNull(officerId, "officerId");
        Objects.requireNonNull(action, "action");
        person = person == null ? null : Masking.mask(person);
    }

    /** One of which only the post is known. */
    public Answer(String eventId, Instant at, String pageId, String officerId, Action action) {
        this(eventId, at, pageId, officerId, action, null);
    }

    /** Adds to a log in order of time; false when the very answer is there already. */
    static boolean add(List<Answer> log, Answer answer) {
        if (log.stream().anyMatch(each -> each.eventId.equals(answer.eventId))) {
            return false;
        }
        log.add(answer);
        log.sort(ORDER);
        return true;
    }
}

package org.govbrain.domain.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What an officer answered to a page. */
public record Answer(String eventId, Instant at, String pageId, String officerId, Action action) {

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

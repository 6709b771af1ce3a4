package org.govbrain.domain.matter;

import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;

/** Which case an event belongs to. A key is {@code <stream>/<id>}, so that ids of two streams never meet in one state. */
public final class CaseKey {
    private static final List<Stream> STREAMS = List.of(Stream.values());

    private CaseKey() {}

    public static String of(Stream stream, String id) {
        return stream.id() + '/' + id;
    }

    /** The key of an event that names its matter itself: an incident's, a finding's, or a platform case without origin. */
    public static String ofSubject(GovernanceEvent event) {
        String subject = event.subjectId();
        if (subject == null) {
            throw new IllegalArgumentException("event " + event.eventId() + " is about no matter");
        }
        return of(event.stream(), subject);
    }

    /** The {@code case_id} of a key: the origin's id, or the platform's. */
    public static String caseId(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    /** The {@code origin} of a key: patrol, linkage110 or platform. */
    public static String origin(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    /** The stream of the origin of a key. */
    public static Stream stream(String key) {
        for (Stream stream : STREAMS) {
            if (key.startsWith(stream.id()) && key.startsWith("/", stream.id().length())) {
                return stream;
            }
        }
        throw new IllegalArgumentException("no key of a case: " + key);
    }
}

package org.govbrain.domain.matter;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the case of a platform's events. Only some of them carry {@code origin}, in any order of arrival: the
 * origin of a platform case is that of its first event, in fold order, that names one.
 */
public final class OriginTrace {
    private OriginTrace() {}

    /** The key of the case that all events of one platform case belong to, as far as {@code log} tells. */
    public static String caseKey(List<GovernanceEvent> log) {
        for (GovernanceEvent event : log) {
            Stream origin = event.originStream();
            String id = event.originId();
            if (origin != null && id != null) {
                return CaseKey.of(origin, id);
            }
        }
        return CaseKey.ofSubject(log.get(0));
    }

    /**
     * The cases that some event, one that was overruled too, names as origin and that are not {@code caseKey}: they are told
     * where the platform case went whether they had heard of it or not, so that what they know does not depend on the order of
     * arrival.
     */
    public static Set<String> passedOver(List<GovernanceEvent> log, List<GovernanceEvent> overruled, String caseKey) {
        Set<String> keys = passedOver(log, caseKey, null);
        keys = passedOver(overruled, caseKey, keys);
        return keys == null ? Set.of() : keys;
    }

    private static @Nullable Set<String> passedOver(
            List<GovernanceEvent> events, String caseKey, @Nullable Set<String> before) {
        Set<String> keys = before;
        for (int i = 0; i < events.size(); i++) {
            Stream origin = events.get(i).originStream();
            String id = events.get(i).originId();
            String key = origin == null || id == null ? caseKey : CaseKey.of(origin, id);
            if (!key.equals(caseKey)) {
                keys = keys == null ? new TreeSet<>() : keys;
                keys.add(key);
            }
        }
        return keys;
    }
}

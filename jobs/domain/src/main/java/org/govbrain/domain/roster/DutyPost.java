package org.govbrain.domain.roster;

import java.util.List;
import java.util.Map;

/**
 * Who fills a role in an area.
 *
 * @param byShift codes by shift, the first who is there is on duty
 * @param always codes whatever the shift, after those of the shift
 */
public record DutyPost(String role, Area area, Map<String, List<String>> byShift, List<String> always) {
    public DutyPost {
        byShift = Map.copyOf(byShift);
        always = List.copyOf(always);
    }
}

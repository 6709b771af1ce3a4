package org.govbrain.domain.roster;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A roster as a person writes it down.
 *
 * @param zone in which shifts are meant
 * @param contacts contact methods of those who name none
 * @param contactsByOfficer contact methods by code, in the order in which they are tried
 */
public record RosterSpec(
        String version,
        ZoneId zone,
        List<RoleName> roles,
        List<Shift> shifts,
        List<DutyPost> posts,
        List<Cover> covers,
        List<Leave> leave,
        List<String> contacts,
        Map<String, List<String>> contactsByOfficer) {

    public RosterSpec {
        roles = List.copyOf(roles);
        shifts = List.copyOf(shifts);
        posts = List.copyOf(posts);
        covers = List.copyOf(covers);
        leave = List.copyOf(leave);
        contacts = List.copyOf(contacts);
        contactsByOfficer = Map.copyOf(contactsByOfficer);
    }

    /** Nobody. */
    public static RosterSpec empty(ZoneId zone) {
        return new RosterSpec("none", zone, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());
    }

    List<String> contactsOf(String officer) {
        return contactsByOfficer.getOrDefault(officer, contacts);
    }
}

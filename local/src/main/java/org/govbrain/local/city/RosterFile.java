package org.govbrain.local.city;

import org.govbrain.domain.geo.Grid;

/**
 * {@code roster.yaml}: who is on duty where, by role. The codes name posts, not persons; contacts are given when the
 * paging job is configured. A day and a night post for each department and for the command room, by day a grid member for each
 * grid, a grid leader and a community leader for each community.
 */
final class RosterFile {
    private RosterFile() {}

    static String of(ReferenceCity city) {
        StringBuilder yaml = new StringBuilder(1 << 15)
                .append("# Duty roster of ")
                .append(ReferenceCity.NAME_EN)
                .append(" (")
                .append(ReferenceCity.NAME_ZH)
                .append("). Codes of posts; no persons.\n")
                .append("zone: Asia/Shanghai\n")
                .append("chain: [building-chief, grid-member, grid-leader, community-leader, street-cadre]\n")
                .append("fallback: command-room\n")
                .append("shifts:\n")
                .append("  - {shift: day, from: \"08:00\", to: \"20:00\"}\n")
                .append("  - {shift: night, from: \"20:00\", to: \"08:00\"}\n")
                .append("departments:\n");
        for (Department each : Department.values()) {
            yaml.append("  - {department: %1$s, zh: %2$s, en: %3$s, day: DZ-%1$s-1, night: DZ-%1$s-2}\n"
                    .formatted(each.code(), each.zh(), each.en()));
        }
        yaml.append("platforms:\n");
        for (Platform each : Platform.values()) {
            yaml.append(
                    "  - {platform: %s, en: %s, source: %s}\n".formatted(each.code(), each.en(), each.sourceSystem()));
        }
        yaml.append("duties:\n")
                .append("  - {role: command-room, day: ZH-1, night: ZH-2}\n")
                .append("  - {role: street-cadre, day: JD-1, night: JD-2}\n");
        for (Community community : city.communities()) {
            String id = community.communityId();
            yaml.append("  - {role: community-leader, community: ").append(id);
            yaml.append(", day: SQ-")
                    .append(id)
                    .append(", night: SQ-")
                    .append(id)
                    .append("}\n");
            yaml.append("  - {role: grid-leader, community: ").append(id);
            yaml.append(", day: WZ-")
                    .append(id)
                    .append(", night: WZ-")
                    .append(id)
                    .append("}\n");
            for (Grid grid : community.grids()) {
                yaml.append("  - {role: grid-member, grid: ").append(grid.gridId());
                yaml.append(", day: ")
                        .append(ReferenceCity.gridMember(grid.gridId()))
                        .append("}\n");
            }
        }
        return yaml.toString();
    }
}

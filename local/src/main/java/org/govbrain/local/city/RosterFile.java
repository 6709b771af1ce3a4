package org.govbrain.local.city;

import org.govbrain.domain.geo.Grid;

/**
 * {@code roster.yaml}: who is on duty where, by role. The codes name posts, not persons, and everybody is reached through the
 * local inbox. A day and a night post for the command room and the street cadre, leaders for each community, by day a grid
 * member for each grid and at night one post for all grids of a community; each building has its chief.
 */
final class RosterFile {
    private static final String HEAD = """
            # Duty roster of %s (%s). Codes of posts; no persons. docs/PAGING.md explains every key.
            version: reference-1
            zone: Asia/Shanghai
            # How everybody is reached who names nothing else under people.
            contacts: [inbox]
            roles:
              - {role: building-chief, zh: 楼栋长, en: building chief}
              - {role: grid-member, zh: 网格员, en: grid member}
              - {role: grid-leader, zh: 网格长, en: grid leader}
              - {role: community-leader, zh: 社区书记, en: community leader}
              - {role: street-cadre, zh: 街道值班干部, en: street cadre}
              - {role: command-room, zh: 指挥室, en: command room}
            # The chiefs of buildings.csv fill this role.
            chiefs: building-chief
            shifts:
              - {shift: day, from: "08:00", to: "20:00"}
              - {shift: night, from: "20:00", to: "08:00"}
            duties:
              - {role: command-room, day: ZH-1, night: ZH-2}
              - {role: street-cadre, day: JD-1, night: JD-2}
            """;

    private RosterFile() {}

    static String of(ReferenceCity city) {
        StringBuilder yaml =
                new StringBuilder(1 << 15).append(HEAD.formatted(ReferenceCity.NAME_EN, ReferenceCity.NAME_ZH));
        duties(city, yaml);
        yaml.append("# What pages call them.\ndepartments:\n");
        for (Department each : Department.values()) {
            yaml.append("  - {department: %s, zh: %s, en: %s}\n".formatted(each.code(), each.zh(), each.en()));
        }
        yaml.append("platforms:\n");
        for (Platform each : Platform.values()) {
            yaml.append("  - {platform: %s, en: %s}\n".formatted(each.code(), each.en()));
        }
        return yaml.toString();
    }

    private static void duties(ReferenceCity city, StringBuilder yaml) {
        for (Community community : city.communities()) {
            String id = community.communityId();
            yaml.append("  - {role: community-leader, community: %1$s, who: SQ-%1$s}\n".formatted(id));
            yaml.append("  - {role: grid-leader, community: %1$s, who: WZ-%1$s}\n".formatted(id));
            for (Grid grid : community.grids()) {
                yaml.append("  - {role: grid-member, grid: %s, day: %s, night: YB-%s}\n"
                        .formatted(grid.gridId(), ReferenceCity.gridMember(grid.gridId()), id));
            }
        }
    }
}

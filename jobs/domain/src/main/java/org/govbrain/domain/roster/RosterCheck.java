package org.govbrain.domain.roster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.domain.alert.Duty;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.jspecify.annotations.Nullable;

/**
 * Finds gaps before they happen: asks the roster for each role and each of its areas at every change until the end. A role is asked in
 * the areas of the kinds for which it has any duty; one that has none at all is vacant in the whole city.
 */
public final class RosterCheck {
    private final Roster roster;
    private final List<Scene> scenes = new ArrayList<>();

    /** A check of a roster against the places that a city has. */
    public RosterCheck(Roster roster, Collection<Grid> grids, Collection<Building> buildings) {
        this.roster = roster;
        grids.forEach(grid -> scenes.add(scene(null, grid.gridId(), grid.communityId())));
        buildings.forEach(building -> scenes.add(scene(building.buildingId(), building.gridId(), null)));
        scenes.add(Scene.CITY);
    }

    private static Scene scene(@Nullable String building, @Nullable String grid, @Nullable String community) {
        return new Scene(building, grid, null, community, null, null, null);
    }

    /** The gaps of the given roles between two instants, in the order of roles, areas and time. */
    public List<RosterGap> gaps(List<String> roles, Instant from, Instant until) {
        List<RosterGap> gaps = new ArrayList<>();
        for (String role : roles) {
            for (Area area : areasOf(role)) {
                gaps(role, area, from, until, gaps);
            }
        }
        return gaps;
    }

    /**
     * Areas of duties and overrides that the city does not have, as after a misspelt id: nobody is ever asked there. Of a
     * kind of which the city has none, as a roster without its city, nothing is said.
     */
    public List<Area> unknownAreas() {
        Set<Area> known = scenes.stream()
                .flatMap(scene -> Stream.of(Area.Kind.values()).map(kind -> Area.of(kind, scene)))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Area.Kind> kinds = known.stream().map(Area::kind).collect(Collectors.toSet());
        return Stream.concat(
                        roster.spec().posts().stream().map(DutyPost::area),
                        roster.spec().covers().stream().map(Cover::area))
                .filter(area -> kinds.contains(area.kind()) && !known.contains(area))
                .distinct()
                .toList();
    }

    private List<Area> areasOf(String role) {
        List<Area.Kind> kinds = roster.spec().posts().stream()
                .filter(post -> post.role().equals(role))
                .map(post -> post.area().kind())
                .distinct()
                .toList();
        if (kinds.isEmpty() || kinds.contains(Area.Kind.CITY)) {
            return List.of(Area.CITY);
        }
        return scenes.stream()
                .flatMap(scene -> kinds.stream().map(kind -> Area.of(kind, scene)))
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.comparing(Area::kind).thenComparing(Area::id))
                .toList();
    }

    private void gaps(String role, Area area, Instant from, Instant until, List<RosterGap> into) {
        Scene scene = sceneOf(area);
        Instant begun = null;
        String why = "";
        for (Instant at = from; at.isBefore(until); at = roster.nextChange(at)) {
            Duty duty = roster.find(role, scene, at);
            boolean gap = duty.officer() == null;
            if (gap && begun == null) {
                begun = at;
                why = duty.en();
            } else if (!gap && begun != null) {
                into.add(new RosterGap(role, area, begun, at, why));
                begun = null;
            }
        }
        if (begun != null) {
            into.add(new RosterGap(role, area, begun, until, why));
        }
    }

    private static Scene sceneOf(Area area) {
        return switch (area.kind()) {
            case BUILDING -> scene(area.id(), null, null);
            case GRID -> scene(null, area.id(), null);
            case COMMUNITY -> scene(null, null, area.id());
            case CITY -> Scene.CITY;
        };
    }

    /** Codes that stand in a duty and cannot be reached by any contact method. */
    public List<String> withoutContact() {
        List<String> officers = new ArrayList<>();
        for (DutyPost post : roster.spec().posts()) {
            officers.addAll(post.always());
            post.byShift().values().forEach(officers::addAll);
        }
        roster.spec().covers().forEach(cover -> officers.addAll(cover.officers()));
        return officers.stream()
                .distinct()
                .filter(officer -> roster.spec().contactsOf(officer).isEmpty())
                .sorted()
                .toList();
    }
}

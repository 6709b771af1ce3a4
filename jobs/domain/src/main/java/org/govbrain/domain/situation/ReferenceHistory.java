package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.hotspot.Districts;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.sla.ClockEvaluator;
import org.govbrain.domain.sla.PatrolCadence;
import org.govbrain.domain.sla.Policy.OnPolicyChange;
import org.govbrain.domain.sla.WorkCalendars;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a city beforehand, and since when: its versions in order. Who needs reference data asks for that of an
 * instant of event time, so that history replayed gives history's answer. The first version holds from the beginning of
 * time, whenever it was published; so does that of another city, of which no grid was there before.
 *
 * <p>Never changes, but remembers what it worked out: one thread at a time.
 */
public final class ReferenceHistory {
    private final List<ReferenceVersion> versions;
    private final int citiesBefore;
    private final Map<Long, Promises> promises = new HashMap<>();
    private final List<Districts> districts = new ArrayList<>();
    private final Map<String, Set<Integer>> districtsOfGrid = new HashMap<>();

    private ReferenceHistory(List<ReferenceVersion> versions, int citiesBefore) {
        this.versions = versions;
        this.citiesBefore = citiesBefore;
    }

    /** A city that never changed. */
    public static ReferenceHistory of(ReferenceData data) {
        return new ReferenceHistory(List.of(new ReferenceVersion(Instant.MIN, data)), 0);
    }

    /** The history of another city, which takes the place of this one. */
    public ReferenceHistory replacedBy(ReferenceData data) {
        return new ReferenceHistory(List.of(new ReferenceVersion(Instant.MIN, data)), citiesBefore + 1);
    }

    /** This history and a version more; one that would take effect before the last one does so together with it. */
    public ReferenceHistory with(Instant effectiveFrom, ReferenceData data) {
        if (isAnotherCity(data)) {
            return replacedBy(data);
        }
        Instant last = versions.get(versions.size() - 1).effectiveFrom();
        List<ReferenceVersion> longer = new ArrayList<>(versions);
        longer.add(new ReferenceVersion(effectiveFrom.isBefore(last) ? last : effectiveFrom, data));
        return new ReferenceHistory(List.copyOf(longer), citiesBefore);
    }

    private boolean isAnotherCity(ReferenceData data) {
        return !data.grids().isEmpty()
                && data.grids().all().stream()
                        .noneMatch(grid -> newest().grids().contains(grid.gridId()));
    }

    /** How many other cities had taken each other's place before this one. */
    public int citiesBefore() {
        return citiesBefore;
    }

    /** All versions, the oldest first; at least one. */
    public List<ReferenceVersion> versions() {
        return versions;
    }

    /** The version published last, whether it is in force yet or not. */
    public ReferenceData newest() {
        return versions.get(versions.size() - 1).data();
    }

    /** What was in force at an instant. */
    public ReferenceData at(Instant instant) {
        return versions.get(indexAt(instant)).data();
    }

    /** How many versions had gone before the one that was in force at an instant. */
    public int indexAt(Instant instant) {
        int index = versions.size() - 1;
        while (index > 0 && versions.get(index).effectiveFrom().isAfter(instant)) {
            index--;
        }
        return index;
    }

    /** When the first version after {@code instant} takes effect; null if none is known. */
    public @Nullable Instant nextAfter(Instant instant) {
        int next = indexAt(instant) + 1;
        return next == versions.size() ? null : versions.get(next).effectiveFrom();
    }

    /**
     * The city as hotspots see it while a version is in force. The districts of a version follow from those before it.
     *
     * @param index of the version
     * @param withNeighbours see {@link ReferenceData#hotspotCity}
     */
    public HotspotCity hotspotCity(int index, boolean withNeighbours) {
        return versions.get(index).data().hotspotCity(withNeighbours, districts(index));
    }

    private Districts districts(int index) {
        while (districts.size() <= index) {
            Districts before = districts.isEmpty() ? null : districts.get(districts.size() - 1);
            GridIndex grids = versions.get(districts.size()).data().grids();
            districts.add(HotspotCity.districts(grids.all(), before));
        }
        return districts.get(index);
    }

    /** The district of a grid while a version is in force, see {@link HotspotCity#districtOf}. */
    public int districtOf(int index, String gridId) {
        return districts(index).of(gridId);
    }

    /** Every district in which some version with statistics has a grid, one that it does not know included; sorted. */
    public Set<Integer> districtsOf(String gridId) {
        return districtsOfGrid.computeIfAbsent(gridId, id -> {
            Set<Integer> all = new TreeSet<>();
            for (int i = 0; i < versions.size(); i++) {
                if (versions.get(i).data().hotspots().statistics()) {
                    all.add(districtOf(i, id));
                }
            }
            return all;
        });
    }

    /** A grid as last described by {@code instant}, although it may have been taken out since. */
    public Optional<ReferenceData> lastWith(String gridId, Instant instant) {
        for (int i = indexAt(instant); i >= 0; i--) {
            ReferenceData data = versions.get(i).data();
            if (data.grids().contains(gridId)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    /** Every grid that the city ever had, sorted. */
    public List<String> gridIds() {
        return versions.stream()
                .flatMap(version -> version.data().grids().all().stream())
                .map(Grid::gridId)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * What a matter has been promised: the policy, calendars and categories in force when it was opened, or those of the newest
     * version by {@code until} whose policy says that running clocks adopt it. Clocks that keep theirs still learn the
     * holidays of years that their own calendar does not know.
     *
     * @param until what takes effect later does not concern the matter: as-of, or when it ended
     */
    public Promises promises(Instant openedAt, Instant until) {
        int first = indexAt(openedAt);
        return promises(first, Math.max(first, indexAt(until)));
    }

    /** The first instant after {@code after} at which the promises to a matter opened at {@code openedAt} change; null if none. */
    public @Nullable Instant nextAdoption(Instant openedAt, Instant after) {
        int first = indexAt(openedAt);
        for (int i = Math.max(first, indexAt(after)) + 1; i < versions.size(); i++) {
            if (promises(first, i).changes() != promises(first, i - 1).changes()) {
                return versions.get(i).effectiveFrom();
            }
        }
        return null;
    }

    private Promises promises(int first, int last) {
        return promises.computeIfAbsent((long) first * versions.size() + last, key -> promise(first, last));
    }

    private Promises promise(int first, int last) {
        ReferenceData held = versions.get(first).data();
        WorkCalendars calendars = held.calendars();
        int changes = 0;
        for (int i = first + 1; i <= last; i++) {
            ReferenceData next = versions.get(i).data();
            if (next.policy().onPolicyChange() == OnPolicyChange.ADOPT) {
                changes += held.sharesPromises(next) && calendars == held.calendars() ? 0 : 1;
                held = next;
                calendars = next.calendars();
            } else {
                WorkCalendars further = calendars.withYearsOf(next.calendars());
                changes += further == calendars ? 0 : 1;
                calendars = further;
            }
        }
        return new Promises(
                held,
                new ClockEvaluator(held.policy(), calendars, held.zone()),
                new PatrolCadence(held.policy(), calendars, held.zone()),
                changes);
    }

    /**
     * What one matter, or one gap between patrols, has been promised.
     *
     * @param data the version that it follows
     * @param changes how often that changed while it was open
     */
    public record Promises(ReferenceData data, ClockEvaluator clocks, PatrolCadence cadence, int changes) {}
}

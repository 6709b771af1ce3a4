package org.govbrain.local.hotspots;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotLedger;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.count.Slices;
import org.govbrain.domain.hotspot.detect.District;
import org.govbrain.domain.hotspot.detect.DistrictWatch;
import org.govbrain.domain.hotspot.detect.GridWatch;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.avro.EventMapper;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.local.simulate.FeedEvent;
import org.govbrain.local.simulate.Simulation;

/**
 * What all detectors say of a simulation in the end. A job looks at a closed slice again until it can be corrected no more, and
 * says what follows from the last of these looks; here each slice has that look alone, which is what makes ten cities affordable.
 */
final class WatchedSimulation {
    private static final Set<EventKind> STEPS = EnumSet.of(EventKind.CHECK_IN, EventKind.VISIT, EventKind.CHECK_OUT);
    /** Only the nearest hours matter to an hour, and the repeat window before them to traps in the data. */
    private final Duration hourSpan;

    private final ReferenceData data;
    private final HotspotPolicy policy;
    private final HotspotCity city;
    private final Instant until;
    private final List<CaseHistory> cases = new ArrayList<>();
    private final List<EffortStep> steps = new ArrayList<>();

    private WatchedSimulation(ReferenceData data, Simulation simulation) throws InvalidRecordException {
        this.data = data;
        this.policy = data.hotspots();
        this.city = data.hotspotCity(true);
        this.until = simulation.asOf();
        this.hourSpan = Duration.ofHours(
                policy.scan().hours() + Math.round(24 * policy.repeat().windowDays()));
        read(simulation.events());
    }

    /** The hotspots of a city in which one district has all grids. */
    static List<Hotspot> of(ReferenceData data, Simulation simulation) throws InvalidRecordException {
        WatchedSimulation watched = new WatchedSimulation(data, simulation);
        List<Hotspot> hotspots = new ArrayList<>(watched.rules());
        hotspots.addAll(watched.statistics());
        return hotspots;
    }

    /** A case is what names it, or what it names as its origin. */
    private void read(List<FeedEvent> feed) throws InvalidRecordException {
        Locator locator = new Locator(data.grids(), data.buildings());
        Map<String, GovernanceEvent> events = new TreeMap<>();
        for (FeedEvent each : feed) {
            GovernanceEvent event =
                    locator.locate(EventMapper.toEvent(each.record()), EventMapper.address(each.record()));
            events.put(event.stream() + "/" + event.eventId(), event);
        }
        Map<String, String> origins = new HashMap<>();
        events.values().stream()
                .filter(event -> event.originId() != null)
                .forEach(event -> origins.put(event.subjectId(), event.originId()));
        Map<String, List<GovernanceEvent>> byCase = new TreeMap<>();
        for (GovernanceEvent event : events.values()) {
            if (!STEPS.contains(event.kind())) {
                String subject = String.valueOf(event.subjectId());
                byCase.computeIfAbsent(origins.getOrDefault(subject, subject), id -> new ArrayList<>())
                        .add(event);
            } else if (event.gridId() != null) {
                steps.add(new EffortStep(
                        event.eventId(),
                        event.occurredAt(),
                        event.gridId(),
                        String.valueOf(event.personId()),
                        event.kind()));
            }
        }
        byCase.forEach((caseId, its) -> {
            its.sort(GovernanceEvent.FOLD_ORDER);
            cases.add(CaseHistory.of(caseId, its.get(0).stream(), false, its, data.categories()));
        });
    }

    private List<Hotspot> rules() {
        Map<String, List<CaseFact>> byGrid = new TreeMap<>();
        known(until)
                .forEach(fact -> byGrid.computeIfAbsent(String.valueOf(fact.gridId()), id -> new ArrayList<>())
                        .add(fact));
        List<Hotspot> hotspots = new ArrayList<>();
        byGrid.forEach(
                (gridId, facts) -> hotspots.addAll(GridWatch.look(city, gridId, facts, policy, until, Instant.EPOCH)
                        .hotspots()));
        return hotspots;
    }

    private List<Hotspot> statistics() {
        District district = District.of(city, 0, Set.of(), policy);
        Instant first = cases.stream()
                .map(CaseHistory::openedAt)
                .min(Instant::compareTo)
                .orElse(until);
        List<Hotspot> hotspots = new ArrayList<>();
        Duration keepDays = Duration.ofDays(policy.revision().days());
        Looks days = new Looks(hotspots);
        List<Instant> midnights =
                Slices.days(city.zone(), first, until, Integer.MAX_VALUE - 1).edges();
        for (Instant end : midnights.subList(1, midnights.size())) {
            Instant asOf = earlier(end.plus(keepDays), until);
            List<EffortStep> walked =
                    steps.stream().filter(step -> !step.at().isAfter(asOf)).toList();
            days.look(DistrictWatch.daily(district, known(asOf), PatrolEffort.of(walked), policy, end), end);
        }
        Looks hours = new Looks(hotspots);
        List<Instant> hourEnds =
                Slices.hours(first, until, Integer.MAX_VALUE - 1).edges();
        for (Instant end : hourEnds.subList(1, hourEnds.size())) {
            Instant asOf = earlier(end.plus(Duration.ofHours(policy.revision().hours())), until);
            Instant from = end.minus(hourSpan);
            hours.look(
                    DistrictWatch.hourly(
                            district,
                            cases.stream()
                                    .filter(history -> !history.openedAt().isBefore(from)
                                            && history.openedAt().isBefore(end))
                                    .flatMap(history -> history.asOf(asOf).stream())
                                    .toList(),
                            policy,
                            end),
                    end);
        }
        hotspots.addAll(days.active);
        hotspots.addAll(hours.active);
        return hotspots;
    }

    private List<CaseFact> known(Instant asOf) {
        return cases.stream().flatMap(history -> history.asOf(asOf).stream()).toList();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Successive looks at slices of one length. */
    private static final class Looks {
        private final Collection<Hotspot> ended;
        private List<Hotspot> active = List.of();

        Looks(Collection<Hotspot> ended) {
            this.ended = ended;
        }

        void look(List<Finding> findings, Instant end) {
            HotspotLedger.Outcome outcome = HotspotLedger.advance(active, findings, end);
            active = outcome.active();
            ended.addAll(outcome.ended());
        }
    }
}

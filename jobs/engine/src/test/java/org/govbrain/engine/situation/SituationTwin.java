package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.domain.matter.ProbableLinks;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.reference.ReferenceSource;

/**
 * The slow and obvious twin of the job: sorts everything once, looks for each case's events in all of them and folds once.
 * It knows no arrival, state, timer, move or partition.
 */
final class SituationTwin {
    final Map<String, String> cases = new TreeMap<>();
    final Map<String, String> breaches = new TreeMap<>();
    final Set<String> overruled = new TreeSet<>();
    final List<CaseSituation> situations = new ArrayList<>();
    /** How many events are patrol work that never became a case. */
    long eventsOfNoCase;

    private final Map<String, CaseRecord> records = new HashMap<>();

    SituationTwin(List<GovernanceEvent> events, Instant asOf) {
        this(events, asOf, SituationRun.NO_CITY);
    }

    SituationTwin(List<GovernanceEvent> events, Instant asOf, ReferenceSource reference) {
        List<GovernanceEvent> sorted = new ArrayList<>(new HashSet<>(events));
        sorted.sort(GovernanceEvent.FOLD_ORDER.thenComparing(GovernanceEvent::toString));
        Map<String, GovernanceEvent> kept = new LinkedHashMap<>();
        for (GovernanceEvent event : sorted) {
            String id = event.stream() + "/" + event.sourceSystem() + "/" + event.eventId();
            if (kept.putIfAbsent(id, event) != null) {
                overruled.add(event.toString());
            }
        }
        Map<String, String> keyOfPlatformCase = new HashMap<>();
        for (GovernanceEvent event : kept.values()) {
            if (event.stream() == Stream.PLATFORM && event.originStream() != null && event.originId() != null) {
                keyOfPlatformCase.putIfAbsent(
                        String.valueOf(event.subjectId()), CaseKey.of(event.originStream(), event.originId()));
            }
        }
        for (GovernanceEvent event : sorted) {
            String own = CaseKey.ofSubject(event);
            String key = event.stream() == Stream.PLATFORM
                    ? keyOfPlatformCase.getOrDefault(String.valueOf(event.subjectId()), own)
                    : own;
            (overruled.contains(event.toString()) ? record(key).overruled : record(key).events).add(event);
        }
        passOver(sorted, kept.values(), keyOfPlatformCase);
        link(sorted);
        fold(asOf, reference);
    }

    /** A recount of the cases, cell by cell. */
    Map<String, String> counted() {
        Map<String, IndicatorCounts> cells = new TreeMap<>();
        for (CaseSituation situation : situations) {
            CaseShares.of(situation)
                    .forEach((cell, counts) -> cells.computeIfAbsent(cell.id(), id -> new IndicatorCounts())
                            .add(counts, 1));
        }
        Map<String, String> counted = new TreeMap<>();
        cells.forEach((id, counts) -> {
            if (!counts.isEmpty()) {
                counted.put(id, counts.toString());
            }
        });
        return counted;
    }

    private CaseRecord record(String key) {
        return records.computeIfAbsent(key, each -> new CaseRecord());
    }

    private void passOver(
            List<GovernanceEvent> sorted, Iterable<GovernanceEvent> kept, Map<String, String> keyOfPlatformCase) {
        for (GovernanceEvent event : sorted) {
            String platformCase = String.valueOf(event.subjectId());
            if (event.originStream() == null || event.originId() == null) {
                continue;
            }
            String key = keyOfPlatformCase.getOrDefault(platformCase, CaseKey.ofSubject(event));
            String named = CaseKey.of(event.originStream(), event.originId());
            if (!named.equals(key)) {
                int size = (int) sorted.stream()
                        .filter(each -> each.stream() == Stream.PLATFORM && platformCase.equals(each.subjectId()))
                        .count();
                Instant last = last(kept, platformCase);
                record(named).moved.put(platformCase, new CaseMove(CaseKey.caseId(key), size, last));
            }
        }
    }

    private static Instant last(Iterable<GovernanceEvent> kept, String platformCase) {
        Instant last = Instant.MIN;
        for (GovernanceEvent event : kept) {
            boolean isOf = event.stream() == Stream.PLATFORM && platformCase.equals(event.subjectId());
            last = isOf && event.occurredAt().isAfter(last) ? event.occurredAt() : last;
        }
        return last;
    }

    private void link(List<GovernanceEvent> sorted) {
        for (GovernanceEvent received : sorted) {
            for (GovernanceEvent reported : sorted) {
                if (received.kind() != EventKind.RECEIVED
                        || reported.kind() != EventKind.REPORTED
                        || reported.originId() != null) {
                    continue;
                }
                boolean joined = sorted.stream()
                        .anyMatch(each -> each.stream() == Stream.PLATFORM
                                && each.originId() != null
                                && String.valueOf(reported.subjectId()).equals(each.subjectId()));
                ProbableLinks.score(candidate(received), candidate(reported)).ifPresent(score -> {
                    record(CaseKey.ofSubject(received))
                            .link(new CaseLink(String.valueOf(reported.subjectId()), score), joined);
                    record(CaseKey.ofSubject(reported))
                            .link(new CaseLink(String.valueOf(received.subjectId()), score), joined);
                });
            }
        }
    }

    private static LinkCandidate candidate(GovernanceEvent event) {
        return new LinkCandidate(
                CaseKey.ofSubject(event),
                event.kind() == EventKind.RECEIVED,
                "uncategorised",
                event.occurredAt(),
                event.lon(),
                event.lat(),
                event.buildingId());
    }

    private void fold(Instant asOf, ReferenceSource reference) {
        SituationFold fold = new SituationFold(reference.follow().history());
        records.forEach((key, record) -> {
            record.events.sort(Comparator.comparing(GovernanceEvent::occurredAt)
                    .thenComparing(GovernanceEvent::kind)
                    .thenComparing(GovernanceEvent::eventId));
            CaseSituation situation = fold.fold(key, record, asOf).orElse(null);
            if (situation == null || situation.mergedInto() != null) {
                eventsOfNoCase += record.events.stream()
                        .filter(event -> !record.moved.containsKey(String.valueOf(event.subjectId())))
                        .count();
                return;
            }
            situations.add(situation);
            cases.put(situation.caseId(), new CaseMapper().toDocument(situation).toString());
            for (Breach breach : fold.breaches(record, situation)) {
                SaidBreach said = new SaidBreach(breach, situation.revision());
                breaches.put(
                        breach.breachId(), new BreachMapper().toDocument(said).toString());
            }
        });
    }
}

package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.EventBuilder.incident;
import static org.govbrain.engine.situation.EventBuilder.platform;
import static org.govbrain.engine.situation.Events.at;

import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/** A breach is owned by whose step it was at the deadline (DECISIONS "Who had to act"), whoever has the case later. */
class BreachOwnerTest {
    private static final SituationFold FOLD =
            new SituationFold(FixedReferenceSource.of(Map.of()).load().history());

    @Test
    void whoGetsTheCaseAfterTheDeadlineDoesNotOwnWhatWasMissed() {
        assertThat(owners(
                        platform("P1", EventKind.REPORTED, 0).platform("urban").due(60),
                        platform("P1", EventKind.ACCEPTED, 1),
                        platform("P1", EventKind.ASSIGNED, 2).department("market"),
                        platform("P1", EventKind.ASSIGNED, 61).department("fire")))
                .isEqualTo(Map.of("close|P1|1|", "market"));
    }

    @Test
    void whoGetsItAtTheDeadlineHasToAct() {
        assertThat(owners(
                        platform("P1", EventKind.REPORTED, 0).platform("urban").due(60),
                        platform("P1", EventKind.ACCEPTED, 1),
                        platform("P1", EventKind.ASSIGNED, 2).department("market"),
                        platform("P1", EventKind.ASSIGNED, 60).department("fire")))
                .isEqualTo(Map.of("close|P1|1|", "fire"));
    }

    @Test
    void aReopeningDoesNotHandOverWhatWasMissedBefore() {
        assertThat(owners(
                        platform("P1", EventKind.REPORTED, 0).platform("urban").due(60),
                        platform("P1", EventKind.ACCEPTED, 1),
                        platform("P1", EventKind.ASSIGNED, 2).department("market"),
                        platform("P1", EventKind.CLOSED, 70),
                        platform("P1", EventKind.REOPENED, 80)))
                .isEqualTo(Map.of("close|P1|1|", "market"));
    }

    @Test
    void aPlatformThatHearsOfTheCaseAfterTheDeadlineDoesNotOwnIt() {
        assertThat(owners(
                        incident("I1", EventKind.RECEIVED, 0),
                        platform("P1", EventKind.ACCEPTED, 11).platform("urban").fromIncident("I1"),
                        platform("P1", EventKind.ASSIGNED, 17).department("market")))
                .isEqualTo(Map.of("accept|I1|1|", "command-room", "assign|I1|1|", "urban"));
    }

    @Test
    void aDateBeforeTheCaseBeganIsMissedByWhoHadItThen() {
        assertThat(owners(
                        platform("P1", EventKind.REPORTED, 0).platform("urban").due(-60)))
                .isEqualTo(Map.of("accept|P1|1|", "urban", "close|P1|1|", "urban"));
    }

    /** Owner by breach, three hours after the first event; the promise of feedback within a day is not yet due. */
    private static Map<String, String> owners(EventBuilder... events) {
        CaseRecord known = new CaseRecord();
        String key = null;
        for (EventBuilder builder : events) {
            GovernanceEvent event = builder.build();
            key = key == null ? CaseKey.ofSubject(event) : key;
            known.add(event);
        }
        Map<String, String> owners = new TreeMap<>();
        FOLD.breaches(known, FOLD.fold(String.valueOf(key), known, at(180)).orElseThrow())
                .forEach(breach -> owners.put(breach.breachId(), String.valueOf(breach.ownerId())));
        return owners;
    }
}

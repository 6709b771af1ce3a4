package org.govbrain.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.sla.ClockEvaluator;
import org.govbrain.domain.sla.ClockState;
import org.junit.jupiter.api.Test;

class AcceptClockTest {
    private static final int CASES = 2_000;

    /** Reports and acceptances around the goal, in any order, some of them at one instant, some twice. */
    @Test
    void isBreachedWhereTheClockOfThePolicyIs() {
        ClockEvaluator policy = CaseClockFunction.compiled();
        Random random = new Random(11);
        int breaches = 0;
        for (int number = 0; number < CASES; number++) {
            List<PeerEvent> events = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                events.add(new PeerEvent("C", random.nextBoolean(), random.nextLong(8) * AcceptStory.GOAL_MS / 4));
            }
            events.addAll(events.subList(0, random.nextInt(events.size())));
            Collections.shuffle(events, random);
            AcceptClock clock = new AcceptClock();
            List<GovernanceEvent> known = new ArrayList<>();
            List<GovernanceEvent> overruled = new ArrayList<>();
            for (PeerEvent event : events) {
                clock.hear(event.accepted(), event.atMs());
                EventLog.add(known, overruled, CaseClockFunction.toDomain(event));
            }
            Instant due = Instant.ofEpochMilli(clock.dueAt());
            boolean breached = policy.evaluate(CaseClockFunction.ANY, known, due).stream()
                    .anyMatch(each -> each.state() == ClockState.BREACHED);
            assertThat(clock.isBreached()).as("%s", events).isEqualTo(breached);
            breaches += breached ? 1 : 0;
        }
        assertThat(breaches).as("breaches among %s", CASES).isBetween(CASES / 10, CASES / 2);
    }
}

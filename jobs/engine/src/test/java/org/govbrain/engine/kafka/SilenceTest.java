package org.govbrain.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.junit.jupiter.api.Test;

/**
 * What happens to a deadline when sources fall silent, records are late, wait at the broker or come from the future. The
 * letters are those of the measurements against a real broker that made us choose in-band heartbeats; here the cases run on
 * a scripted clock. Wall-clock watermarks and idleness gave false breaches in G3, G4 and H3 and none at all in A2 and I2.
 */
class SilenceTest {

    private static final Duration GOAL = OverdueFunction.GOAL;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private static Duration until(Instant due, ScriptedTopic topic) {
        return Duration.between(topic.now(), due);
    }

    @Test
    void a1WithoutHeartbeatsADeadlineNeverPassesInSilence() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            for (int partition = 0; partition < 4; partition++) {
                topic.report(partition, "case-" + partition, topic.now());
            }
            topic.pass(LONG);
            assertThat(topic.breaches())
                    .as("this is what the heartbeats are for")
                    .isEmpty();
        }
    }

    @Test
    void a2IdlenessDoesNotHelpBecauseAnIdleSplitMovesNothing() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4, new InboundWatermarks().withIdleness(ONE_SECOND))) {
            for (int partition = 0; partition < 4; partition++) {
                topic.report(partition, "case-" + partition, topic.now());
            }
            topic.pass(LONG);
            assertThat(topic.breaches()).isEmpty();
        }
    }

    @Test
    void d1WithHeartbeatsInEveryPartitionItPassesWithinASecond() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(2, "case", topic.now());
            Instant due = topic.now().plus(GOAL);
            topic.pass(until(due, topic));
            assertThat(topic.breaches())
                    .as("done exactly at the deadline would still be in time")
                    .isEmpty();
            topic.pass(ONE_SECOND);
            assertThat(topic.breaches()).containsExactly("case");
            topic.pass(LONG);
            assertThat(topic.breaches()).as("and once only").containsExactly("case");
        }
    }

    @Test
    void d1AlsoFromEveryPhaseOfTheBeat() throws Exception {
        for (int phaseMs = 0; phaseMs < ScriptedTopic.BEAT.toMillis(); phaseMs += 10) {
            try (ScriptedTopic topic = new ScriptedTopic(2)) {
                topic.beatInto(0, 1);
                topic.report(0, "case", topic.now().minusMillis(phaseMs));
                topic.pass(GOAL.plus(ONE_SECOND).minusMillis(phaseMs));
                assertThat(topic.breaches())
                        .as("reported %d ms before a beat", phaseMs)
                        .containsExactly("case");
            }
        }
    }

    @Test
    void onePartitionWithoutHeartbeatsHoldsTheClockForAll() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.report(0, "case", topic.now());
            topic.report(3, "other", topic.now());
            topic.beatInto(0, 1, 2);
            topic.pass(LONG);
            assertThat(topic.breaches())
                    .as("an accept may wait in that partition")
                    .isEmpty();
            topic.beatInto(0, 1, 2, 3);
            topic.pass(ONE_SECOND);
            assertThat(topic.breaches()).containsExactlyInAnyOrder("case", "other");
        }
    }

    @Test
    void b2APartitionThatNeverHadARecordHoldsNothingOnceItGetsHeartbeats() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(0, "case", topic.now());
            topic.pass(GOAL.plus(ONE_SECOND));
            assertThat(topic.breaches()).containsExactly("case");
        }
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2);
            topic.report(0, "case", topic.now());
            topic.pass(LONG);
            assertThat(topic.breaches())
                    .as("without, it stands at minus infinity")
                    .isEmpty();
        }
    }

    @Test
    void f1ARecordFromTheFutureIsSetAsideAndHarmsNobody() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(0, "good", topic.now());
            topic.report(1, "bad", topic.now());
            for (int partition = 0; partition < 4; partition++) {
                topic.report(partition, "future-" + partition, topic.now().plus(Duration.ofDays(365)));
            }
            topic.pass(Duration.ofSeconds(3));
            assertThat(topic.breaches()).as("no deadline passed early").isEmpty();
            topic.accept(0, "good", topic.now());
            topic.pass(LONG);
            assertThat(topic.breaches()).as("the later accept still counts").containsExactly("bad");
            assertThat(topic.deadLetters())
                    .hasSize(4)
                    .allSatisfy(letter -> assertThat(
                                    Objects.requireNonNull(letter.deadLetter()).reason())
                            .isEqualTo(Rejection.FUTURE_TIMESTAMP));
        }
    }

    @Test
    void f2ARecordAFewMinutesAheadIsTakenAndMovesTheClockNoFurtherThanTheBrokers() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(1)) {
            topic.report(0, "case", topic.now());
            topic.report(0, "ahead", topic.now().plus(Duration.ofMinutes(4)));
            topic.pass(Duration.ofMinutes(2));
            assertThat(topic.breaches())
                    .as("a source whose clock is fast makes no deadline pass")
                    .isEmpty();
            assertThat(topic.deadLetters()).isEmpty();
            topic.beatInto(0);
            topic.pass(Duration.ofMinutes(4));
            assertThat(topic.breaches()).containsExactly("case", "ahead");
        }
    }

    @Test
    void f3AHeartbeatOfAPacemakerWithAFastClockIsClampedAsWell() {
        Instant append = Instant.parse("2026-11-23T04:00:00Z");
        Inbound beat = Inbound.of(new SignOfLife(append.plusSeconds(200), null), append);
        assertThat(beat.progressMs()).isEqualTo(append.toEpochMilli());
    }

    @Test
    void g3NothingButTheSplitsMovesTheClockWhileOneReplaysABacklog() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(2)) {
            Instant earlier = topic.now().minus(Duration.ofHours(1));
            topic.beatInto(1);
            topic.report(0, "case", earlier);
            topic.pass(LONG);
            assertThat(topic.breaches())
                    .as("partition 0 has come no further than its report")
                    .isEmpty();
            topic.accept(0, "case", earlier.plusSeconds(4));
            topic.beatInto(0, 1);
            topic.pass(LONG);
            assertThat(topic.breaches()).isEmpty();
        }
    }

    @Test
    void g4AfterSilenceABacklogWithAnAcceptInTimeIsNoBreach() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.pass(Duration.ofSeconds(10));
            topic.stopDelivery();
            Instant reported = topic.now();
            topic.report(1, "case", reported);
            topic.pass(Duration.ofSeconds(2));
            topic.accept(1, "case", topic.now());
            topic.pass(Duration.ofSeconds(28));
            topic.resumeDelivery();
            topic.pass(LONG);
            assertThat(topic.breaches())
                    .as("30 s old on arrival, and accepted 2 s after the report")
                    .isEmpty();
        }
    }

    @Test
    void h3DeliveryEightSecondsLateChangesNothing() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(0, "accepted", topic.now());
            topic.report(2, "overdue", topic.now());
            topic.pass(Duration.ofSeconds(1));
            topic.stopDelivery();
            topic.pass(Duration.ofSeconds(1));
            topic.accept(3, "accepted", topic.now());
            topic.pass(Duration.ofSeconds(8));
            assertThat(topic.breaches())
                    .as("event time stands while the pipeline is stuck")
                    .isEmpty();
            topic.resumeDelivery();
            topic.pass(ONE_SECOND);
            assertThat(topic.breaches()).containsExactly("overdue");
        }
    }

    @Test
    void i2AfterARestoreIntoSilenceTheDeadlineStillPasses() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(0, "case", topic.now());
            Instant due = topic.now().plus(GOAL);
            topic.pass(ONE_SECOND);
            topic.downFor(Duration.ofSeconds(2));
            topic.pass(until(due, topic));
            assertThat(topic.breaches()).isEmpty();
            topic.pass(ONE_SECOND);
            assertThat(topic.breaches())
                    .as("watermarks are not in a snapshot: the heartbeats bring event time back")
                    .containsExactly("case");
        }
    }

    @Test
    void i4AfterNineSecondsDownAnAcceptThatWaitedAtTheBrokerCounts() throws Exception {
        try (ScriptedTopic topic = new ScriptedTopic(4)) {
            topic.beatInto(0, 1, 2, 3);
            topic.report(0, "accepted", topic.now());
            topic.report(1, "overdue", topic.now());
            topic.pass(ONE_SECOND);
            topic.stopDelivery();
            topic.pass(ONE_SECOND);
            topic.accept(0, "accepted", topic.now());
            topic.downFor(Duration.ofSeconds(8));
            topic.pass(ONE_SECOND);
            assertThat(topic.breaches()).containsExactly("overdue");
        }
    }
}

package org.govbrain.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.feed.FeedSituation;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.gather.GatherOperator;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class FeedFunctionTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");
    private static final String URBAN = "platform|urban";

    /** Half an hour for each platform. */
    static final ReferenceSource REFERENCE = FixedReferenceSource.of(ScriptedReference.bytes(Map.of(
            "policy.yaml",
            ScriptedReference.policy("one", "keep", "10m").get("policy.yaml")
                    + "feeds:\n  - {stream: platform, silentAfter: 30m}\n")));

    @Test
    void aSilentFeedSaysSoOnceAndWhenItIsBack() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 1);
            watermark(feeds, 31);
            watermark(feeds, 100);
            signs(feeds, 110);
            watermark(feeds, 111);
            assertThat(said(feeds)).containsExactly("live 1", "silent 1", "live 2");
        }
    }

    @Test
    void aBreachOfASilentFeedIsUnconfirmedAndConfirmedWhenTheFeedIsBackAndNothingCame() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            assertThat(breaches(feeds)).containsExactly("open feed silent 14");
            signs(feeds, 50);
            watermark(feeds, 79);
            assertThat(breaches(feeds)).as("what was missed may still come").isEmpty();
            watermark(feeds, 80);
            assertThat(breaches(feeds)).containsExactly("open null 15");
        }
    }

    @Test
    void aBreachOfALivingFeedIsCertainAtOnce() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            signs(feeds, 25);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 40);
            assertThat(breaches(feeds)).containsExactly("open null 15");
        }
    }

    @Test
    void aBreachThatIsHeardAheadOfEventTimeIsJudgedByTheSignsUpToItsDeadline() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 1);
            breach(feeds, BreachState.OPEN, 40);
            signs(feeds, 5);
            watermark(feeds, 6);
            assertThat(breaches(feeds)).as("34 minutes before it is due").isEmpty();
            signs(feeds, 35);
            watermark(feeds, 40);
            assertThat(breaches(feeds)).as("the feed lived").containsExactly("open null 15");
        }
    }

    @Test
    void lateSignsFromTheSilenceTakeTheDoubtAway() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            signs(feeds, 20);
            signs(feeds, 42);
            watermark(feeds, 43);
            assertThat(breaches(feeds))
                    .as("it was not the line that was silent")
                    .containsExactly("open feed silent 14", "open null 15");
        }
    }

    @Test
    void aBreachThatProvesWrongIsCertainlyWithdrawn() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            breach(feeds, BreachState.WITHDRAWN, 40);
            signs(feeds, 50);
            watermark(feeds, 200);
            assertThat(breaches(feeds)).containsExactly("open feed silent 14", "withdrawn null 15");
        }
    }

    @Test
    void aBreachThatIsResolvedStaysUnconfirmedUntilAnEarlierProofMustHaveCome() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            signs(feeds, 50);
            breach(feeds, BreachState.RESOLVED, 40);
            watermark(feeds, 51);
            watermark(feeds, 80);
            assertThat(breaches(feeds))
                    .as("the first proof heard after the silence need not be the first that there was")
                    .containsExactly("open feed silent 14", "resolved feed silent 14", "resolved null 15");
        }
    }

    @Test
    void aLiveJobThatIsDrainedTellsWhatItHeardAndClaimsNoSilence() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 1);
            signs(feeds, 25);
            breach(feeds, BreachState.OPEN, 20);
            feeds.processWatermark(Long.MAX_VALUE);
            assertThat(said(feeds)).as("as of its newest sign").containsExactly("live 1", "live 2");
            assertThat(breaches(feeds)).containsExactly("open null 15");
        }
    }

    @Test
    void aDoubtStaysWhenALiveJobIsDrained() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            signs(feeds, 50);
            feeds.processWatermark(Long.MAX_VALUE);
            assertThat(breaches(feeds))
                    .as("what was missed could still have come")
                    .containsExactly("open feed silent 14");
        }
    }

    @Test
    void aBreachThatAnotherFeedWouldExcuseByNowIsNotSaidAgain() throws Exception {
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            assertThat(breaches(feeds)).containsExactly("open feed silent 14");
            feeds.processElement(
                    FeedNews.breach(said("P1", BreachState.OPEN, 40).leaves(URBAN)), 0);
            signs(feeds, 50);
            watermark(feeds, 100);
            assertThat(breaches(feeds)).as("it is that one's word now").isEmpty();
        }
    }

    @Test
    void doubtsSurviveARestore() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var feeds = feeds(null)) {
            signs(feeds, 0);
            watermark(feeds, 40);
            breach(feeds, BreachState.OPEN, 40);
            watermark(feeds, 41);
            checkpoint = feeds.snapshot(1, 1);
        }
        try (var feeds = feeds(checkpoint)) {
            signs(feeds, 50);
            watermark(feeds, 80);
            assertThat(breaches(feeds)).containsExactly("open null 15");
        }
    }

    @Test
    void signsAreSummedUpUntilTheNextWatermarkAndThePacemakerIsNoSource() throws Exception {
        try (OneInputStreamOperatorTestHarness<Inbound, FeedHour> sums =
                new OneInputStreamOperatorTestHarness<>(new GatherOperator<>(new SumSignsFunction(Stream.PLATFORM)))) {
            sums.open();
            sums.processElement(Inbound.of(event(0), at(0.1)), 0);
            sums.processElement(Inbound.of(event(0.1), at(0.15)), 0);
            sums.processElement(Inbound.of(new SignOfLife(at(0.1), null), at(0.1)), 0);
            sums.processElement(Inbound.of(new SignOfLife(at(0.1), "urban"), at(0.1)), 0);
            assertThat(sums.extractOutputValues()).isEmpty();
            watermark(sums, 1);
            assertThat(sums.extractOutputValues()).singleElement().satisfies(hour -> {
                FeedSigns signs = hour.sum();
                assertThat(signs.events()).isEqualTo(2);
                assertThat(signs.heartbeats()).isEqualTo(1);
                assertThat(signs.firstAt()).isEqualTo(at(0));
                assertThat(signs.lastEventAt()).isEqualTo(at(0.1));
                assertThat(signs.lagMs()).as("of the newest event").isEqualTo(3_000);
            });
        }
    }

    /** As the job has it; silences are remembered for ever. */
    static FollowReferenceOperator<String, FeedNews, SaidBreach> operator() {
        return new FollowReferenceOperator<>(
                new FeedFunction(new SituationSettings(REFERENCE, Long.MAX_VALUE, Long.MAX_VALUE)));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FeedNews, SaidBreach> feeds(
            @Nullable OperatorSubtaskState checkpoint) throws Exception {
        var feeds = new KeyedOneInputStreamOperatorTestHarness<String, FeedNews, SaidBreach>(
                operator(), FeedNews::feedId, Types.STRING);
        if (checkpoint != null) {
            feeds.initializeState(checkpoint);
        }
        feeds.open();
        return feeds;
    }

    private static void signs(OneInputStreamOperatorTestHarness<FeedNews, ?> feeds, double minute) throws Exception {
        feeds.processElement(
                FeedNews.signs(FeedHour.of(FeedSigns.event(Stream.PLATFORM, "urban", at(minute), at(minute)))), 0);
    }

    private static void breach(OneInputStreamOperatorTestHarness<FeedNews, ?> feeds, BreachState state, double minute)
            throws Exception {
        feeds.processElement(FeedNews.breach(said("P1", state, minute)), 0);
    }

    /** A breach of the feed that was due at a minute. */
    static SaidBreach said(String caseId, BreachState state, double minute) {
        Breach breach = new Breach(
                "accept|" + caseId + "|1|",
                caseId,
                "platform",
                "accept",
                1,
                null,
                null,
                new Place(null, null, null, null, null),
                null,
                null,
                null,
                "urban",
                "street",
                Urgency.ROUTINE,
                "major",
                state,
                null,
                at(0),
                at(minute),
                null,
                "one",
                List.of());
        return new SaidBreach(breach, 7, URBAN);
    }

    private static List<String> breaches(OneInputStreamOperatorTestHarness<?, SaidBreach> feeds) {
        List<String> said = feeds.extractOutputValues().stream()
                .map(each -> each.breach().state().word() + " " + each.breach().unconfirmed() + " "
                        + each.documentRevision())
                .toList();
        feeds.getOutput().clear();
        return said;
    }

    private static List<String> said(OneInputStreamOperatorTestHarness<?, ?> feeds) {
        List<String> said = new ArrayList<>();
        for (StreamRecord<FeedSituation> each : Objects.requireNonNull(feeds.getSideOutput(FeedStreams.FEEDS))) {
            FeedSituation feed = each.getValue();
            said.add((feed.silentSince() == null ? "live " : "silent ")
                    + feed.signs().events());
        }
        return said;
    }

    private static void watermark(OneInputStreamOperatorTestHarness<?, ?> harness, double minute) throws Exception {
        harness.processWatermark(at(minute).toEpochMilli());
    }

    private static GovernanceEvent event(double minute) {
        return new GovernanceEvent(
                "E" + minute,
                at(minute),
                Stream.PLATFORM,
                EventKind.REPORTED,
                "P1",
                null,
                null,
                "urban",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }

    static Instant at(double minute) {
        return TEN.plusMillis(Math.round(minute * 60_000));
    }
}

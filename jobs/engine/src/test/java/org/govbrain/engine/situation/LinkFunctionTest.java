package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkFunctionTest {
    private static final PlacedCandidate INCIDENT = placed("linkage110/I1", 0, false, at(0));
    private static final PlacedCandidate REPORT = placed("platform/P1", 15, false, at(15));
    private static final PlacedCandidate JOINED = placed("platform/P1", 15, true, at(20));

    private OperatorRun<PlacedCandidate, CaseInput> links;

    @BeforeEach
    void open() throws Exception {
        links = new OperatorRun<>(
                () -> new LinkFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                PlacedCandidate::place);
    }

    @AfterEach
    void close() {
        links.close();
    }

    private static PlacedCandidate placed(String key, double minute, boolean joined, Instant heardAt) {
        boolean incident = key.startsWith("linkage110");
        LinkCandidate candidate = new LinkCandidate(key, incident, "noise", at(minute), 116.3, 39.9, null);
        return new PlacedCandidate("here", heardAt, candidate, joined);
    }

    private List<String> told() {
        return links.said().stream()
                .map(input -> input.caseKey() + " " + input.link() + (input.dissolved() ? " dissolved" : ""))
                .toList();
    }

    @Test
    void bothSidesOfAPairAreToldOnceInEitherOrder() throws Exception {
        links.hear(INCIDENT, REPORT, INCIDENT, REPORT);
        List<String> told = told();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "platform/P1 CaseLink[caseId=I1, score=0.75]", "linkage110/I1 CaseLink[caseId=P1, score=0.75]");
        try (OperatorRun<PlacedCandidate, CaseInput> turned = new OperatorRun<>(
                () -> new LinkFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                PlacedCandidate::place)) {
            turned.hear(REPORT, INCIDENT);
            assertThat(turned.said()).hasSize(2);
        }
    }

    @Test
    void aPairIsDissolvedWhenTheOriginOfItsPlatformCaseIsKnown() throws Exception {
        links.hear(INCIDENT, REPORT);
        told();
        links.hear(JOINED, JOINED, REPORT);
        assertThat(told())
                .containsExactlyInAnyOrder(
                        "platform/P1 CaseLink[caseId=I1, score=0.75] dissolved",
                        "linkage110/I1 CaseLink[caseId=P1, score=0.75] dissolved");
    }

    @Test
    void whoComesAfterwardsIsToldOfTheDissolvedPairSoThatItKnowsTheSame() throws Exception {
        links.hear(JOINED, INCIDENT);
        assertThat(told())
                .allSatisfy(line -> assertThat(line).endsWith("dissolved"))
                .hasSize(2);
    }

    @Test
    void twoIncidentsAreNoPair() throws Exception {
        links.hear(INCIDENT, placed("linkage110/I2", 1, false, at(1)));
        assertThat(told()).isEmpty();
    }

    @Test
    void placesKnowNothingOfEachOther() throws Exception {
        links.hear(INCIDENT, new PlacedCandidate("there", REPORT.heardAt(), REPORT.candidate(), false));
        assertThat(told()).isEmpty();
    }

    @Test
    void aPairMeetsAcrossARestart() throws Exception {
        links.hear(INCIDENT);
        links.restart();
        links.hear(REPORT);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aCandidateLeavesADayAfterItWasHeardOfHoweverOldItIs() throws Exception {
        Instant now = at(0).plus(Duration.ofDays(400));
        links.passTo(now);
        links.hear(placed("linkage110/I1", 0, false, now));
        links.passTo(now.plus(LinkFunction.WAITS).minusMillis(1));
        links.hear(placed("platform/P1", 15, false, now.plusSeconds(60)));
        assertThat(told()).as("two old files, one after the other").hasSize(2);
        links.passTo(now.plus(LinkFunction.WAITS));
        links.hear(placed("platform/P2", 15, false, now.plusSeconds(61)));
        assertThat(told()).as("the incident has left").isEmpty();
        links.passTo(now.plus(LinkFunction.WAITS).plusSeconds(61));
        assertThat(links.kept()).isZero();
    }

    /** Whatever the minute of the hour: candidates are kept by spans of time, and none may be missed at an edge. */
    @Test
    void aPairMayBeHalfAnHourApartBothWays() throws Exception {
        for (int minute = -70; minute < 70; minute++) {
            links.hear(placed("linkage110/I" + minute, minute, false, at(0)));
            told();
            links.hear(placed("platform/P" + minute, minute + 30, false, at(0)));
            assertThat(told()).as("30 minutes later than %d", minute).contains(pair("P" + minute, "I" + minute));
            links.hear(placed("platform/Q" + minute, minute - 30, false, at(0)));
            assertThat(told()).as("30 minutes before %d", minute).contains(pair("Q" + minute, "I" + minute));
        }
    }

    private static String pair(String report, String incident) {
        return "platform/" + report + " CaseLink[caseId=" + incident + ", score=0.5]";
    }

    @Test
    void candidatesOfBeforeThatWereKeptInOneListMeetThoseOfNow() throws Exception {
        try (OperatorRun<PlacedCandidate, CaseInput> before = new OperatorRun<>(Listing::new, PlacedCandidate::place)) {
            before.hear(INCIDENT);
            try (OperatorRun<PlacedCandidate, CaseInput> now = new OperatorRun<>(
                    () -> new LinkFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                    PlacedCandidate::place,
                    before.checkpoint())) {
                now.hear(REPORT, REPORT);
                assertThat(now.said()).hasSize(2);
                now.passTo(at(15).plus(LinkFunction.WAITS));
                assertThat(now.kept()).isZero();
            }
        }
    }

    /** Keeps candidates as the function did before. */
    private static final class Listing extends KeyedProcessFunction<String, PlacedCandidate, CaseInput> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(PlacedCandidate placed, Context context, Collector<CaseInput> out) throws Exception {
            long leavesAt = placed.heardAt().plus(LinkFunction.WAITS).toEpochMilli();
            getRuntimeContext()
                    .getListState(LinkFunction.LISTED)
                    .add(new LinkFunction.Waiting(placed.candidate(), placed.joined(), leavesAt));
            context.timerService().registerEventTimeTimer(leavesAt);
        }
    }
}

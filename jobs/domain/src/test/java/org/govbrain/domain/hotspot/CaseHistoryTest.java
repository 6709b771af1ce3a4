package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaseHistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");

    @Test
    void aCaseIsSeenAsItWasAtEachInstant() {
        CaseHistory history = history(
                event(Stream.PLATFORM, EventKind.REPORTED, 0, "G1"),
                event(Stream.PLATFORM, EventKind.ACCEPTED, 5, null),
                event(Stream.PLATFORM, EventKind.ASSIGNED, 9, "G2"),
                event(Stream.PLATFORM, EventKind.CANCELLED, 20, null));
        assertThat(history.asOf(at(-1))).as("before it was opened").isEmpty();
        assertThat(history.asOf(at(8)).orElseThrow().gridId())
                .as("before it moved")
                .isEqualTo("G1");
        assertThat(history.asOf(at(9)).orElseThrow().gridId()).as("moved").isEqualTo("G2");
        assertThat(history.asOf(at(19)).orElseThrow().counts())
                .as("not cancelled yet")
                .isTrue();
        assertThat(history.asOf(at(20)).orElseThrow().counts()).as("cancelled").isFalse();
        assertThat(history.views()).as("views").hasSize(3);
        assertThat(history.changesBetween(at(0), at(8))).as("nothing changed").isFalse();
        assertThat(history.changesBetween(at(8), at(9))).as("moved").isTrue();
        assertThat(history.changesBetween(at(9), at(19))).as("nothing changed").isFalse();
    }

    @Test
    void closingChangesNothingThatCounts() {
        CaseHistory history = history(
                event(Stream.PLATFORM, EventKind.REPORTED, 0, "G1"),
                event(Stream.PLATFORM, EventKind.CLOSED, 10, null),
                event(Stream.PLATFORM, EventKind.REOPENED, 30, null));
        assertThat(history.turns()).as("closed and reopened").containsExactly(at(10), at(30));
        assertThat(history.changesBetween(at(0), at(60))).as("counts").isFalse();
        CaseFact fact = history.asOf(at(60)).orElseThrow();
        assertThat(List.of(fact.isOpenAt(at(9)), fact.isOpenAt(at(10)), fact.isOpenAt(at(30))))
                .as("open before closing, not at it, and at the reopening")
                .containsExactly(true, false, true);
        assertThat(fact.reopenedAt()).as("reopened").isEqualTo(at(30));
        assertThat(history.asOf(at(20)).orElseThrow().reopenedAt())
                .as("before it was")
                .isNull();
    }

    @Test
    void aRoutineFindingIsPatrolWorkUntilAPlatformTakesItUp() {
        CaseHistory alone = history(event(Stream.PATROL, EventKind.FINDING, 0, "G1"));
        assertThat(alone.asOf(at(60)).orElseThrow()).as("alone").satisfies(fact -> {
            assertThat(fact.counts()).as("counts").isFalse();
            assertThat(fact.stands()).as("rules see it").isTrue();
        });
        CaseHistory taken = history(
                event(Stream.PATROL, EventKind.FINDING, 0, "G1"), event(Stream.PLATFORM, EventKind.REPORTED, 5, null));
        assertThat(taken.asOf(at(4)).orElseThrow().counts()).as("before").isFalse();
        assertThat(taken.asOf(at(5)).orElseThrow().counts()).as("taken up").isTrue();
        assertThat(taken.openedAt()).as("opened when it was found").isEqualTo(at(0));
    }

    @Test
    void whatWasRejectedCountsAgainOnceItIsTakenUp() {
        CaseHistory history = history(
                event(Stream.PLATFORM, EventKind.REPORTED, 0, "G1"),
                event(Stream.PLATFORM, EventKind.REJECTED, 10, null),
                event(Stream.PLATFORM, EventKind.ACCEPTED, 30, null),
                event(Stream.PLATFORM, EventKind.CLOSED, 60, null));
        assertThat(history.asOf(at(20)).orElseThrow().counts()).as("rejected").isFalse();
        CaseFact fact = history.asOf(at(40)).orElseThrow();
        assertThat(fact.counts()).as("accepted after all").isTrue();
        assertThat(fact.isOpenAt(at(40))).as("not closed yet").isTrue();
        assertThat(fact.reopenedAt()).as("it was never closed").isNull();
        assertThat(history.asOf(at(60)).orElseThrow().isOpenAt(at(60)))
                .as("closed")
                .isFalse();
        assertThat(history.asOf(at(60)).orElseThrow().counts())
                .as("closed, not refused")
                .isTrue();
    }

    @Test
    void onlyAReopeningTakesUpWhatWasCancelled() {
        CaseHistory history = history(
                event(Stream.PLATFORM, EventKind.REPORTED, 0, "G1"),
                event(Stream.PLATFORM, EventKind.CANCELLED, 10, null),
                event(Stream.PLATFORM, EventKind.REPORTED, 20, null),
                event(Stream.PLATFORM, EventKind.REOPENED, 30, null));
        assertThat(history.asOf(at(20)).orElseThrow().counts())
                .as("reported again")
                .isFalse();
        assertThat(history.asOf(at(30)).orElseThrow().counts()).as("reopened").isTrue();
    }

    @Test
    void whatPoliceSayLaterCalmsNothingDown() {
        CaseHistory history = history(
                event(Stream.LINKAGE110, EventKind.RECEIVED, 0, "G1", Urgency.URGENT),
                event(Stream.LINKAGE110, EventKind.ARRIVED, 10, null, Urgency.ROUTINE),
                event(Stream.PLATFORM, EventKind.REPORTED, 20, null, Urgency.ROUTINE));
        assertThat(history.asOf(at(10)).orElseThrow().urgency())
                .as("a record of 110 that leaves its urgency out says ROUTINE")
                .isEqualTo(Urgency.URGENT);
        assertThat(history.asOf(at(20)).orElseThrow().urgency())
                .as("the platform says so")
                .isEqualTo(Urgency.ROUTINE);
    }

    private static CaseHistory history(GovernanceEvent... events) {
        return CaseHistory.of("C1", events[0].stream(), false, List.of(events), CategoryCatalogue.empty());
    }

    private static Instant at(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    private static GovernanceEvent event(Stream stream, EventKind kind, int minute, @Nullable String gridId) {
        return event(stream, kind, minute, gridId, Urgency.ROUTINE);
    }

    private static GovernanceEvent event(
            Stream stream, EventKind kind, int minute, @Nullable String gridId, Urgency urgency) {
        return new GovernanceEvent(
                kind + "-" + minute,
                at(minute),
                stream,
                kind,
                "C1",
                null,
                null,
                stream.id(),
                null,
                null,
                null,
                urgency,
                null,
                gridId,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }
}

package org.govbrain.domain.matter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatterFoldTest {
    private static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    private static Matter fold(GovernanceEvent... events) {
        return MatterFold.fold(EventLog.of(List.of(events)));
    }

    private static GovernanceEvent platform(EventKind kind, int minute) {
        return event(Stream.PLATFORM, kind, minute, null, null, null);
    }

    private static GovernanceEvent linkage(EventKind kind, int minute) {
        return event(Stream.LINKAGE110, kind, minute, null, null, null);
    }

    private static GovernanceEvent event(
            Stream stream,
            EventKind kind,
            int minute,
            @Nullable Urgency urgency,
            @Nullable Integer dueMinute,
            @Nullable String gridId) {
        return new GovernanceEvent(
                stream + "-" + kind + "-" + minute,
                TEN.plusSeconds(60L * minute),
                stream,
                kind,
                "1",
                null,
                null,
                stream.id(),
                null,
                null,
                null,
                urgency,
                dueMinute == null ? null : TEN.plusSeconds(60L * dueMinute),
                gridId,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }

    @Test
    void onlyAPlatformCalmsAMatterDown() {
        GovernanceEvent urgent = event(Stream.LINKAGE110, EventKind.RECEIVED, 0, Urgency.URGENT, null, null);
        GovernanceEvent arrived = event(Stream.LINKAGE110, EventKind.ARRIVED, 5, Urgency.ROUTINE, null, null);
        assertThat(fold(urgent, arrived).urgency())
                .as("the car's record says ROUTINE because it says nothing")
                .isEqualTo(Urgency.URGENT);
        GovernanceEvent calmed = event(Stream.PLATFORM, EventKind.ACCEPTED, 6, Urgency.ROUTINE, null, null);
        assertThat(fold(urgent, arrived, calmed).urgency()).isEqualTo(Urgency.ROUTINE);
    }

    @Test
    void thePoliceCloseOnlyWhatNoPlatformHas() {
        GovernanceEvent closed = linkage(EventKind.CLOSED, 5);
        assertThat(fold(linkage(EventKind.RECEIVED, 0), closed).stage()).isEqualTo(Stage.CLOSED);
        assertThat(fold(linkage(EventKind.RECEIVED, 0), closed, platform(EventKind.REPORTED, 9))
                        .stage())
                .as("the platform reported it later; it is open again as if it had never been closed")
                .isEqualTo(Stage.REPORTED);
    }

    @Test
    void whatWasRejectedIsRevivedByTheNextAcceptanceAndWhatWasClosedIsNot() {
        Matter rejected = fold(platform(EventKind.REPORTED, 0), platform(EventKind.REJECTED, 1));
        assertThat(rejected.stage()).isEqualTo(Stage.CANCELLED);
        Matter revived =
                fold(platform(EventKind.REPORTED, 0), platform(EventKind.REJECTED, 1), platform(EventKind.ACCEPTED, 2));
        assertThat(revived.stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(revived.closedAt()).isNull();
        assertThat(revived.cycle()).isEqualTo(1);
        Matter closed =
                fold(platform(EventKind.REPORTED, 0), platform(EventKind.CLOSED, 1), platform(EventKind.ACCEPTED, 2));
        assertThat(closed.stage()).isEqualTo(Stage.CLOSED);
        assertThat(closed.acceptedAt()).as("a step told late keeps its time").isEqualTo(TEN.plusSeconds(120));
    }

    @Test
    void theDateThatAReopeningGivesIsThatOfItsCycle() {
        GovernanceEvent reopened = event(Stream.PLATFORM, EventKind.REOPENED, 10, null, 60, null);
        Matter matter = fold(
                event(Stream.PLATFORM, EventKind.REPORTED, 0, null, 30, null), platform(EventKind.CLOSED, 5), reopened);
        assertThat(matter.dueAt()).isEqualTo(TEN.plusSeconds(3_600));
        assertThat(fold(event(Stream.PLATFORM, EventKind.REPORTED, 0, null, 30, null), platform(EventKind.REOPENED, 10))
                        .dueAt())
                .as("a date does not carry over")
                .isNull();
    }

    @Test
    void everyClosingThatDidNotLastIsKnown() {
        Matter matter = fold(
                platform(EventKind.REPORTED, 0),
                platform(EventKind.REOPENED, 1),
                platform(EventKind.CLOSED, 2),
                platform(EventKind.REOPENED, 3),
                platform(EventKind.REJECTED, 4),
                platform(EventKind.REOPENED, 5),
                platform(EventKind.CLOSED, 6),
                platform(EventKind.REOPENED, 7),
                platform(EventKind.CLOSED, 8));
        assertThat(matter.earlierClosings())
                .as("neither what was open when it was reopened, nor a refusal, nor the closing that stands")
                .containsExactly(new Closing(2, TEN.plusSeconds(120)), new Closing(4, TEN.plusSeconds(360)));
    }

    @Test
    void aSuspendedCaseResumesWhereItWas() {
        assertThat(fold(
                                platform(EventKind.ASSIGNED, 0),
                                platform(EventKind.SUSPENDED, 1),
                                platform(EventKind.SUSPENDED, 2),
                                platform(EventKind.RESUMED, 3))
                        .stage())
                .isEqualTo(Stage.ASSIGNED);
    }

    @Test
    void aSuspendedCaseIsTakenUpByTheNextStepOfItsPlatformAndNotByADepartment() {
        List<GovernanceEvent> suspended = List.of(
                platform(EventKind.ASSIGNED, 0), platform(EventKind.SUSPENDED, 1), platform(EventKind.ARRIVED, 2));
        assertThat(MatterFold.fold(suspended).stage())
                .as("somebody came to look, and it is suspended all the same")
                .isEqualTo(Stage.SUSPENDED);
        for (EventKind kind : List.of(EventKind.ACCEPTED, EventKind.ASSIGNED, EventKind.RETURNED)) {
            List<GovernanceEvent> takenUp = new ArrayList<>(suspended);
            takenUp.add(platform(kind, 3));
            assertThat(MatterFold.fold(takenUp).stage()).as("%s", kind).isNotEqualTo(Stage.SUSPENDED);
        }
        assertThat(fold(
                                platform(EventKind.ASSIGNED, 0),
                                platform(EventKind.SUSPENDED, 1),
                                platform(EventKind.ARRIVED, 2),
                                platform(EventKind.RESUMED, 3))
                        .stage())
                .as("it goes on from where the department has come")
                .isEqualTo(Stage.ON_SCENE);
    }

    /** The same answers, each looked for on its own, backwards and without state. */
    @Property(tries = 2_000, seed = "20261126")
    void theFoldAgreesWithItsSlowTwin(@ForAll long seed) {
        List<GovernanceEvent> events = EventLog.of(life(new Random(seed)));
        Matter matter = MatterFold.fold(events);
        Twin twin = new Twin(events);
        assertThat(matter.stage()).as("stage").isEqualTo(twin.stage());
        assertThat(matter.closedAt()).as("closed").isEqualTo(twin.ending < 0 ? null : at(events, twin.ending));
        assertThat(matter.cycle()).as("cycle").isEqualTo(1 + twin.count(EventKind.REOPENED));
        assertThat(matter.returned()).isEqualTo(twin.count(EventKind.RETURNED));
        assertThat(matter.supervised()).isEqualTo(twin.count(EventKind.SUPERVISED));
        assertThat(matter.acceptedAt()).as("accepted").isEqualTo(twin.firstInCycle(EventKind.ACCEPTED));
        assertThat(matter.arrivedAt()).as("arrived").isEqualTo(twin.firstInCycle(EventKind.ARRIVED));
        assertThat(matter.urgency()).as("urgency").isEqualTo(twin.urgency());
        assertThat(matter.gridId()).isEqualTo(twin.newest(0, GovernanceEvent::gridId));
        assertThat(matter.dueAt()).as("due").isEqualTo(twin.newest(twin.cycleStart, GovernanceEvent::dueAt));
        assertThat(matter.openedAt()).isEqualTo(at(events, 0));
        assertThat(matter.lastEventAt()).isEqualTo(at(events, events.size() - 1));
    }

    private static Instant at(List<GovernanceEvent> events, int i) {
        return events.get(i).occurredAt();
    }

    private static List<GovernanceEvent> life(Random random) {
        List<GovernanceEvent> events = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        Stream[] streams = {Stream.PLATFORM, Stream.PLATFORM, Stream.PLATFORM, Stream.LINKAGE110};
        for (int i = 0; i < size; i++) {
            Stream stream = streams[random.nextInt(streams.length)];
            EventKind[] kinds = stream.kinds().toArray(EventKind[]::new);
            Urgency urgency = random.nextInt(3) == 0 ? someUrgency(random) : null;
            Integer due = random.nextInt(3) == 0 ? random.nextInt(100) : null;
            String grid = random.nextInt(3) == 0 ? "G" + random.nextInt(3) : null;
            events.add(event(stream, kinds[random.nextInt(kinds.length)], random.nextInt(20), urgency, due, grid));
        }
        return events;
    }

    private static Urgency someUrgency(Random random) {
        return random.nextBoolean() ? Urgency.URGENT : Urgency.ROUTINE;
    }

    private static final class Twin {
        private final List<GovernanceEvent> events;
        private final boolean hasPlatform;
        final int cycleStart;
        /** The event that the case ended with for good, or -1. */
        final int ending;
        /** Where the life begins that is still lived, after the last rejection that was revived. */
        private final int lifeStart;

        Twin(List<GovernanceEvent> events) {
            this.events = events;
            this.hasPlatform = events.stream().anyMatch(event -> event.stream() == Stream.PLATFORM);
            int start = 0;
            for (int i = 0; i < events.size(); i++) {
                start = kind(i) == EventKind.REOPENED ? i : start;
            }
            this.cycleStart = start;
            int life = start;
            int end = endAfter(life);
            while (end >= 0 && kind(end) == EventKind.REJECTED && revivalAfter(end) >= 0) {
                life = revivalAfter(end);
                end = endAfter(life);
            }
            this.lifeStart = life;
            this.ending = end;
        }

        private EventKind kind(int i) {
            return events.get(i).kind();
        }

        private int endAfter(int from) {
            for (int i = from; i < events.size(); i++) {
                if (Endings.canEnd(kind(i)) && (!hasPlatform || events.get(i).stream() == Stream.PLATFORM)) {
                    return i;
                }
            }
            return -1;
        }

        private int revivalAfter(int end) {
            for (int i = end + 1; i < events.size(); i++) {
                if (List.of(EventKind.RECEIVED, EventKind.FINDING, EventKind.REPORTED, EventKind.ACCEPTED)
                        .contains(kind(i))) {
                    return i;
                }
            }
            return -1;
        }

        Stage stage() {
            if (ending >= 0) {
                return kind(ending) == EventKind.CLOSED || kind(ending) == EventKind.RESOLVED_ON_SITE
                        ? Stage.CLOSED
                        : Stage.CANCELLED;
            }
            return suspendedAfter(events.size() - 1) ? Stage.SUSPENDED : stageAfter(events.size() - 1);
        }

        private boolean suspendedAfter(int i) {
            return i >= lifeStart
                    && switch (kind(i)) {
                        case SUSPENDED -> true;
                        case RESUMED, ACCEPTED, ASSIGNED, RETURNED -> false;
                        default -> suspendedAfter(i - 1);
                    };
        }

        private Stage stageAfter(int i) {
            if (i < lifeStart) {
                return Stage.REPORTED;
            }
            Stage before = stageAfter(i - 1);
            return switch (kind(i)) {
                case ACCEPTED, RETURNED -> Stage.ACCEPTED;
                case ASSIGNED, DISPATCHED -> Stage.ASSIGNED;
                case ARRIVED -> Stage.ON_SCENE;
                case FEEDBACK -> Stage.HANDLING;
                default -> before;
            };
        }

        int count(EventKind kind) {
            return (int) events.stream().filter(event -> event.kind() == kind).count();
        }

        @Nullable
        Instant firstInCycle(EventKind kind) {
            return events.subList(cycleStart, events.size()).stream()
                    .filter(event -> event.kind() == kind)
                    .map(GovernanceEvent::occurredAt)
                    .findFirst()
                    .orElse(null);
        }

        Urgency urgency() {
            for (int i = events.size() - 1; i >= 0; i--) {
                GovernanceEvent event = events.get(i);
                if (event.urgency() == Urgency.URGENT
                        || (event.urgency() != null && event.stream() == Stream.PLATFORM)) {
                    return event.urgency();
                }
            }
            return Urgency.ROUTINE;
        }

        <T> @Nullable T newest(int from, Function<GovernanceEvent, @Nullable T> field) {
            return events.subList(from, events.size()).stream()
                    .map(field)
                    .filter(Objects::nonNull)
                    .reduce((a, b) -> b)
                    .orElse(null);
        }
    }
}

package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PagingMachineTest {
    static final long TEN = Instant.parse("2026-03-04T02:00:00Z").toEpochMilli();
    static final String GROUP = "C-1";

    @Property(tries = 200, seed = "20261126")
    void whatWasHeardBeforeALookMayHaveComeInAnyOrderAndAnyNumberOfTimes(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int inputs) {
        Random random = new Random(seed);
        List<Object> news = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            news.add(random.nextBoolean() ? randomAlert(random) : randomAnswer(random, i));
        }
        GroupState one = started();
        GroupState other = started();
        Decision inOrder = hearAll(one, news);
        List<Object> disturbed = new ArrayList<>(news);
        disturbed.addAll(news.subList(0, random.nextInt(news.size())));
        Collections.shuffle(disturbed, random);
        Decision shuffled = hearAll(other, disturbed);

        assertThat(shuffled.deliveries()).isEqualTo(inOrder.deliveries());
        assertThat(shuffled.nextAt()).isEqualTo(inOrder.nextAt());
        assertThat(phases(other)).isEqualTo(phases(one));
    }

    @Property(tries = 200, seed = "20261126")
    void nobodyIsToldTwiceForOneStepAndNothingOpenIsForgotten(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int steps) {
        Random random = new Random(seed);
        GroupState group = new GroupState();
        Set<String> ids = new HashSet<>();
        long now = TEN;
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(10) == 0 ? random.nextLong(7_200_000) : random.nextLong(240_000);
            if (random.nextBoolean()) {
                PagingMachine.hear(GROUP, group, randomAlert(random));
            } else {
                PagingMachine.hear(group, randomAnswer(random, i));
            }
            Decision decision = PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(now));
            for (Delivery delivery : decision.deliveries()) {
                assertThat(ids.add(delivery.deliveryId()))
                        .as("told once: %s", delivery.deliveryId())
                        .isTrue();
            }
            assertThat(decision.nextAt()).as("asked again later, not at once").isGreaterThan(now);
            for (PageState page : group.pages.values()) {
                boolean waits = page.phase.isLive() && page.heldBy == null && page.plan != null;
                assertThat(!waits || page.phase == PagePhase.UNANSWERED || page.nextAt < Long.MAX_VALUE)
                        .as("%s %s has a next step", page.alert.dedupKey(), page.phase)
                        .isTrue();
            }
        }
    }

    @Test
    void aReceiptOfAMessageThatToldTheEndFindsItAlsoWhenThePageHasComeAgain() {
        GroupState group = new GroupState();
        List<Delivery> sent = new ArrayList<>();
        for (AlertState state : List.of(AlertState.OPEN, AlertState.RESOLVED, AlertState.OPEN)) {
            PagingMachine.hear(GROUP, group, alert("I-1", sent.size() + 1, state, true, Severity.MAJOR, "accept"));
            sent.addAll(PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(TEN + sent.size()))
                    .deliveries());
        }
        assertThat(sent).extracting(Delivery::purpose).containsExactly(Purpose.PAGE, Purpose.RESOLVED, Purpose.PAGE);
        Delivery end = sent.get(1);
        PagingMachine.hear(
                group,
                new Receipt(
                        end.deliveryId(),
                        end.pageId(),
                        Instant.ofEpochMilli(TEN),
                        "inbox",
                        Receipt.State.SENT,
                        false,
                        null));
        assertThat(PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(TEN + 10))
                        .records())
                .filteredOn(line -> line.id().equals(end.deliveryId()))
                .extracting(PageRecord::state)
                .containsExactly("sent");
    }

    private static GroupState started() {
        GroupState group = new GroupState();
        for (int i = 0; i < 4; i++) {
            PagingMachine.hear(GROUP, group, alert("I-" + i, 1, AlertState.OPEN, true, Severity.MAJOR, "accept"));
        }
        PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(TEN));
        return group;
    }

    private static Decision hearAll(GroupState group, List<Object> news) {
        for (Object each : news) {
            if (each instanceof Alert alert) {
                PagingMachine.hear(GROUP, group, alert);
            } else if (each instanceof Answer answer) {
                PagingMachine.hear(group, answer);
            }
        }
        return PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(TEN + 400_000));
    }

    private static List<String> phases(GroupState group) {
        return group.pages.values().stream()
                .map(page -> page.alert.dedupKey() + " " + page.phase + " " + page.level + " " + page.acknowledgedBy)
                .sorted()
                .toList();
    }

    /** Of one case and revision always the same, as a source would say it. */
    private static Alert randomAlert(Random random) {
        int number = random.nextInt(6);
        long revision = 1L + random.nextInt(5);
        Random fixed = new Random(number * 31L + revision);
        AlertState state = any(fixed, AlertState.OPEN, AlertState.OPEN, AlertState.RESOLVED, AlertState.WITHDRAWN);
        Severity severity = any(fixed, Severity.INFO, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL);
        return alert("I-" + number, revision, state, fixed.nextBoolean(), severity, number == 5 ? "close" : "accept");
    }

    @SafeVarargs
    private static <T> T any(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Answer randomAnswer(Random random, int i) {
        String pageId = PageId.of(GROUP, "accept|I-" + random.nextInt(6) + "|1|", 1 + random.nextInt(2));
        Answer.Action action = any(random, Answer.Action.ACK, Answer.Action.RESOLVE, Answer.Action.ESCALATE);
        return new Answer("a" + i, Instant.ofEpochMilli(TEN + random.nextInt(400_000)), pageId, "WG-1", action);
    }

    static Alert alert(
            String caseId, long revision, AlertState state, boolean urgent, Severity severity, String clock) {
        return new Alert(
                clock + "|" + caseId + "|1|",
                AlertKind.BREACH,
                revision,
                state,
                Instant.ofEpochMilli(TEN),
                severity,
                urgent,
                null,
                new Scene(null, "G-1", null, GROUP, null, null, null),
                List.of(caseId),
                clock,
                null,
                null,
                revision,
                false,
                "案件 " + caseId,
                "case " + caseId,
                null,
                null,
                List.of(),
                List.of());
    }

    static final PagingBook BOOK = new PagingBook(
            new PagingPolicy(
                    "p1",
                    List.of("grid-member", "grid-leader"),
                    "command-room",
                    List.of(
                            rule("emergency", true, 180_000, Set.of(Severity.MAJOR, Severity.CRITICAL)),
                            rule("rest", false, 600_000, Set.of())),
                    List.of()),
            new OneForEachRole(),
            List.of(),
            Map.of(),
            Map.of());

    private static PagingRule rule(String id, boolean emergency, long stepMs, Set<Severity> severities) {
        AlertMatch when = new AlertMatch(
                Set.of(),
                Set.of(),
                severities,
                emergency ? Boolean.TRUE : null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
        return new PagingRule(id, when, true, emergency, 1, emergency ? 0 : 30_000, stepMs, 900_000, stepMs, 2);
    }

    /** Day and night, each role is filled by the post of its name. */
    private static final class OneForEachRole implements DutyBook {
        @Override
        public String version() {
            return "r1";
        }

        @Override
        public Duty find(String role, Scene scene, Instant at) {
            return new Duty(role + "-1", List.of("inbox"), Duty.Absence.NONE, "city", role, role);
        }

        @Override
        public Instant nextChange(Instant after) {
            return after.plusSeconds(86_400);
        }

        @Override
        public String localTime(Instant at) {
            return at.toString();
        }

        @Override
        public String roleZh(String role) {
            return role;
        }

        @Override
        public String roleEn(String role) {
            return role;
        }
    }
}

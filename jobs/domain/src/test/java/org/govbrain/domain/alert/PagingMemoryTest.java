package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a group keeps is bounded by what its city has open, and by a month of what it had; not by how long it has run. */
class PagingMemoryTest {
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final String GROUP = PagingMachineTest.GROUP;

    private static final PagingBook BOOK = new PagingBook(
            new PagingPolicy(
                    "p1",
                    List.of("grid-member", "grid-leader"),
                    "command-room",
                    List.of(rule("info", Severity.INFO, false), rule("rest", null, true)),
                    List.of(new Inhibition("closing", of(Set.of("close"), null), of(Set.of("accept"), null)))),
            new TwoShiftsAndAVacancy(),
            List.of(),
            Map.of(),
            Map.of());

    private final GroupState group = new GroupState();
    private final Set<String> sent = new HashSet<>();
    private final List<Alert> said = new ArrayList<>();
    private long now = PagingMachineTest.TEN;
    private long nextAt = Long.MAX_VALUE;

    @Test
    void afterEightyDaysItKeepsWhatItKeptAfterForty() {
        hear(alert("old", 1, AlertState.OPEN, Severity.MAJOR, "accept"));
        hear(alert("quiet", 1, AlertState.OPEN, Severity.INFO, "close"));
        live(40);
        Map<String, Long> forty = kept();
        live(40);
        assertThat(kept()).isEqualTo(forty);
        assertThat(forty.get("pages"))
                .as(
                        "a month of feedback that nobody gave, here and elsewhere, a day of what was paged, and the two that stay")
                .isEqualTo(30 + 30 + 1 + 1 + 2);
        PageState old = page("accept|old|1|");
        assertThat(old.told)
                .as("the newest to each of two shifts, and of the last day")
                .hasSizeLessThan(10);
        assertThat(old.phase).as("still open, and nobody answered").isEqualTo(PagePhase.UNANSWERED);
    }

    @Test
    void whatLeftIsNotPagedWhenItsNewestRevisionIsReadAgain() {
        live(70);
        sent.clear();
        for (Alert alert : List.copyOf(said)) {
            hear(alert);
        }
        passTo(now + Duration.ofHours(2).toMillis());
        assertThat(sent)
                .as(
                        "the topic keeps the newest of each; what stands open was told before, all else is over or told nobody")
                .isEmpty();
    }

    @Test
    void whatKeepsOthersQuietStaysUntilItIsOver() {
        hear(alert("one", 1, AlertState.OPEN, Severity.INFO, "close"));
        passTo(now + 40 * DAY_MS);
        hear(alert("one", 1, AlertState.OPEN, Severity.MAJOR, "accept"));
        passTo(now + DAY_MS);
        assertThat(page("accept|one|1|").heldBy).startsWith("inhibited by close|one|1|");
        assertThat(sent).isEmpty();
    }

    @Test
    void aStepKeepsItsNumberWhenTheOnesBeforeItAreForgotten() {
        hear(alert("old", 1, AlertState.OPEN, Severity.MAJOR, "accept"));
        live(5);
        long asked = page("accept|old|1|").askedAt(3);
        int told = sent.size();
        hear(alert("old", 2, AlertState.OPEN, Severity.CRITICAL, "accept"));
        passTo(now + 60_000);
        assertThat(page("accept|old|1|").askedAt(3)).as("one more than ever").isEqualTo(asked + 1);
        assertThat(sent).as("under an id that no message had").hasSize(told + 1);
    }

    @Test
    void aRepetitionThatNobodyHearsOfDoesNotTakeTheNumberOfThePagesBefore() {
        hear(alert("feed", 1, AlertState.OPEN, Severity.MAJOR, "accept"));
        passTo(now + 60_000);
        hear(alert("feed", 2, AlertState.RESOLVED, Severity.MAJOR, "accept"));
        passTo(now + 2 * DAY_MS);
        hear(alert("feed", 3, AlertState.RESOLVED, Severity.MAJOR, "accept"));
        passTo(now + DAY_MS);
        int told = sent.size();
        hear(alert("feed", 4, AlertState.OPEN, Severity.MAJOR, "accept"));
        passTo(now + 60_000);
        assertThat(page("accept|feed|1|").episode).isEqualTo(2);
        assertThat(sent).as("under an id that no message had").hasSize(told + 1);
    }

    /** Days of a group: one matter that is done after an hour, one that comes again, and feedback that nobody gives. */
    private void live(int days) {
        for (int i = 0; i < days; i++) {
            long day = now / DAY_MS;
            hear(alert("paged-" + day, 1, AlertState.OPEN, Severity.MAJOR, "assign"));
            hear(alert("info-" + day, 1, AlertState.OPEN, Severity.INFO, "feedback"));
            hear(alert("elsewhere-" + day, 1, AlertState.OPEN, Severity.MAJOR, "feedback")
                    .following());
            hear(alert("again-" + day, 1, AlertState.OPEN, Severity.MAJOR, "assign"));
            passTo(now + 60_000);
            String pageId = PageId.of(GROUP, "assign|paged-" + day + "|1|", 1);
            PagingMachine.hear(
                    group,
                    new Answer("a" + day, Instant.ofEpochMilli(now), pageId, "grid-member-1", Answer.Action.ACK));
            PagingMachine.hear(
                    group,
                    new Receipt(
                            "unknown-" + day,
                            PageId.of(GROUP, "assign|unknown|1|", 1),
                            Instant.ofEpochMilli(now),
                            "inbox",
                            Receipt.State.SENT,
                            false,
                            null));
            hear(alert("again-" + day, 2, AlertState.RESOLVED, Severity.MAJOR, "assign"));
            passTo(now + 60_000);
            hear(alert("again-" + day, 3, AlertState.OPEN, Severity.MAJOR, "assign"));
            passTo(now + Duration.ofHours(1).toMillis());
            hear(alert("again-" + day, 4, AlertState.WITHDRAWN, Severity.MAJOR, "assign"));
            hear(alert("paged-" + day, 2, AlertState.RESOLVED, Severity.MAJOR, "assign"));
            passTo((day + 1) * DAY_MS + PagingMachineTest.TEN % DAY_MS);
        }
    }

    private Map<String, Long> kept() {
        return Map.of(
                "pages", (long) group.pages.size(),
                "ended", (long) group.ended.size(),
                "over", (long) group.over.size(),
                "gaps", (long) group.gaps.size(),
                "receipts", (long) group.receipts.size(),
                "messages", sum(page -> page.told.size()),
                "answers", sum(page -> page.answers.size()));
    }

    private long sum(ToLongFunction<PageState> part) {
        return group.pages.values().stream().mapToLong(part).sum()
                + group.over.values().stream().mapToLong(part).sum();
    }

    private PageState page(String key) {
        PageState page = group.pages.get(key);
        assertThat(page).as("page of %s", key).isNotNull();
        return Objects.requireNonNull(page);
    }

    private void hear(Alert alert) {
        said.removeIf(each -> each.dedupKey().equals(alert.dedupKey()));
        said.add(alert);
        PagingMachine.hear(GROUP, group, alert);
        decide();
    }

    private void passTo(long ms) {
        while (nextAt <= ms) {
            now = Math.max(now, nextAt);
            decide();
        }
        now = ms;
        decide();
    }

    private void decide() {
        Decision decision = PagingMachine.decide(GROUP, group, BOOK, Instant.ofEpochMilli(now));
        nextAt = decision.nextAt();
        decision.deliveries().forEach(delivery -> {
            assertThat(sent.add(delivery.deliveryId()))
                    .as("sent once: %s", delivery.deliveryId())
                    .isTrue();
        });
    }

    private Alert alert(String caseId, long revision, AlertState state, Severity severity, String clock) {
        return PagingMachineTest.alert(caseId, revision, state, false, severity, clock);
    }

    private static PagingRule rule(String id, @Nullable Severity severity, boolean page) {
        return new PagingRule(id, of(Set.of(), severity), page, false, 1, 30_000, 600_000, 900_000, 600_000, 2);
    }

    private static AlertMatch of(Set<String> clocks, @Nullable Severity severity) {
        return new AlertMatch(
                Set.of(),
                clocks,
                severity == null ? Set.of() : Set.of(severity),
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    /** Two persons take turns at twelve o'clock; nobody is grid leader. */
    private static final class TwoShiftsAndAVacancy implements DutyBook {
        private static final long SHIFT_MS = DAY_MS / 2;

        @Override
        public String version() {
            return "r1";
        }

        @Override
        public Duty find(String role, Scene scene, Instant at) {
            if (role.equals("grid-leader")) {
                return new Duty(null, List.of(), Duty.Absence.VACANT, "city", "空缺", "vacant");
            }
            String officer = role + "-" + (1 + at.toEpochMilli() / SHIFT_MS % 2);
            return new Duty(officer, List.of("inbox"), Duty.Absence.NONE, "city", role, role);
        }

        @Override
        public Instant nextChange(Instant after) {
            return Instant.ofEpochMilli((after.toEpochMilli() / SHIFT_MS + 1) * SHIFT_MS);
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

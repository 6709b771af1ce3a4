package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What ends the alert that kept another one quiet may end that one too. Each says so in a record of its own, and they come in any
 * order: nobody is paged for what is over already.
 */
class EndedTogetherTest {
    private static final String GROUP = PagingMachineTest.GROUP;
    private static final long HOUR_MS = 3_600_000;

    private final GroupState group = new GroupState();
    private final List<String> told = new ArrayList<>();
    private long now = PagingMachineTest.TEN;

    /** What keeps others quiet is paged itself, or only shown. */
    private enum Closing {
        PAGED(Severity.MAJOR),
        SHOWN(Severity.INFO);

        private final Severity severity;

        Closing(Severity severity) {
            this.severity = severity;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverEndsFirstTheOtherIsNotPaged(Closing closing) {
        open(closing);
        hear(4, AlertState.RESOLVED, closing.severity, "close");
        pass(HOUR_MS);
        assertThat(told)
                .as("the acceptance may be over too, and its word on the way")
                .isEmpty();
        hear(4, AlertState.RESOLVED, Severity.MAJOR, "accept");
        pass(HOUR_MS);
        assertThat(told).isEmpty();
        assertThat(group.pages.keySet())
                .as("only shown alerts leave at once")
                .hasSize(closing == Closing.PAGED ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void theOtherOrderIsAsQuiet(Closing closing) {
        open(closing);
        hear(4, AlertState.RESOLVED, Severity.MAJOR, "accept");
        hear(4, AlertState.RESOLVED, closing.severity, "close");
        pass(HOUR_MS);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStillOpenGoesOnWithItsOwnWord(Closing closing) {
        open(closing);
        hear(4, AlertState.WITHDRAWN, closing.severity, "close");
        hear(4, AlertState.OPEN, Severity.MAJOR, "accept");
        assertThat(told).containsExactly("page accept|I-1|1|");
    }

    @ParameterizedTest
    @EnumSource
    void soItDoesIfItsOwnWordCameFirst(Closing closing) {
        open(closing);
        hear(4, AlertState.OPEN, Severity.MAJOR, "accept");
        assertThat(told).isEmpty();
        hear(4, AlertState.WITHDRAWN, closing.severity, "close");
        assertThat(told).containsExactly("page accept|I-1|1|");
    }

    /** Both are open, the acceptance is quiet, and whoever had to be told of the closing was. */
    private void open(Closing closing) {
        hear(2, AlertState.OPEN, closing.severity, "close");
        hear(2, AlertState.OPEN, Severity.MAJOR, "accept");
        pass(60_000);
        told.clear();
    }

    private void hear(long revision, AlertState state, Severity severity, String clock) {
        PagingMachine.hear(GROUP, group, PagingMachineTest.alert("I-1", revision, state, false, severity, clock));
        decide();
    }

    private void pass(long ms) {
        now += ms;
        decide();
    }

    /** Who is asked; the end of the closing is told as well. */
    private void decide() {
        PagingMachine.decide(GROUP, group, book(), Instant.ofEpochMilli(now)).deliveries().stream()
                .filter(delivery -> delivery.purpose().asks())
                .forEach(delivery -> told.add(
                        delivery.purpose().word() + " " + delivery.alert().dedupKey()));
    }

    private static PagingBook book() {
        return new PagingBook(
                new PagingPolicy(
                        "p1",
                        List.of("grid-member", "grid-leader"),
                        "command-room",
                        List.of(rule("info", Severity.INFO, false), rule("rest", null, true)),
                        List.of(new Inhibition("closing", of("close", null), of("accept", null)))),
                PagingMachineTest.BOOK.roster(),
                List.of(),
                Map.of(),
                Map.of());
    }

    private static PagingRule rule(String id, @Nullable Severity severity, boolean page) {
        return new PagingRule(id, of(null, severity), page, false, 1, 30_000, 600_000, 900_000, 600_000, 2);
    }

    private static AlertMatch of(@Nullable String clock, @Nullable Severity severity) {
        return new AlertMatch(
                Set.of(),
                clock == null ? Set.of() : Set.of(clock),
                severity == null ? Set.of() : Set.of(severity),
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}

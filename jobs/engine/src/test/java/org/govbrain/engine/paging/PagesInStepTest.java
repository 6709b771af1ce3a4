package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Severity;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;

/**
 * What {@code brain chaos --undisturbed} rests on: when time stands until all news of a step is known, the pager pages for the same
 * alerts whatever is killed in between and in whatever order news comes. What was over within its step may differ: an emergency is
 * paged with its news, and a job that catches up never says that it was open.
 */
class PagesInStepTest {
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);

    private static final ReferenceSource REFERENCE =
            FixedReferenceSource.of(Map.of("paging.yaml", bytes("""
            version: p1
            chain: [grid-member, grid-leader]
            fallback: command-room
            rules:
              - {id: emergency, when: {urgent: true}, emergency: true, startLevel: 1, step: 3m, ackTimeout: 15m, repeat: {every: 3m, most: 1}}
              - {id: minor, when: {severity: minor}, startLevel: 1, wait: 2m, step: 1h}
              - {id: rest, startLevel: 1, wait: 30s, step: 10m}
            """), "roster.yaml", bytes("""
            version: r1
            zone: Asia/Shanghai
            contacts: [inbox]
            duties:
              - {role: command-room, who: ZH-1}
              - {role: grid-leader, community: C-1, who: WZ-1}
              - {role: grid-member, grid: G-1, who: WG-1}
            """)));

    /**
     * One revision of an alert.
     *
     * @param passing another one follows within the step, so it may never be said
     */
    private record News(int step, String caseId, long revision, AlertState state, boolean passing, Alert alert) {}

    @Property(tries = 60, seed = "20261126", edgeCases = EdgeCasesMode.NONE)
    void whoeverIsKilledTheSameAlertsArePagedForButThoseThatWereOverWithinAStep(
            @ForAll long story, @ForAll long chance, @ForAll @IntRange(max = 6) int kills) throws Exception {
        List<News> history = history(new Random(story));
        Set<String> undisturbed = run(history, new Random(story + 1), 0);
        Set<String> disturbed = run(history, new Random(chance), kills);
        Set<String> standing = standing(history);
        assertThat(undisturbed)
                .as("what stands open when the clock strikes is paged")
                .containsAll(standing);
        assertThat(disturbed).as("with %s kills too", kills).containsAll(standing);
        Set<String> once = new TreeSet<>(undisturbed);
        once.addAll(disturbed);
        once.removeAll(standing);
        assertThat(emergencies(history))
                .as("only emergencies are paged before the clock strikes, and %s were", once)
                .containsAll(once);
    }

    private static List<News> history(Random random) {
        List<News> history = new ArrayList<>();
        int cases = 1 + random.nextInt(6);
        for (int i = 0; i < cases; i++) {
            String caseId = "I-" + i;
            boolean urgent = random.nextBoolean();
            Severity severity = random.nextBoolean() ? Severity.MAJOR : Severity.MINOR;
            List<Integer> steps = new ArrayList<>();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                steps.add(1 + random.nextInt(5));
            }
            Collections.sort(steps);
            Instant due = struck(steps.get(0) - 1).plusSeconds(1 + random.nextInt(600));
            for (int change = 0; change < changes; change++) {
                boolean passing = change + 1 < changes && steps.get(change + 1).equals(steps.get(change));
                AlertState state = change % 2 == 0 ? AlertState.OPEN : AlertState.RESOLVED;
                history.add(new News(
                        steps.get(change),
                        caseId,
                        change + 1,
                        state,
                        passing,
                        alert(caseId, change + 1, urgent, severity, state, due)));
            }
        }
        return history;
    }

    private static Instant struck(int step) {
        return TEN.plus(STEP.multipliedBy(step));
    }

    private static Set<String> standing(List<News> history) {
        Set<String> standing = new TreeSet<>();
        history.stream()
                .filter(news -> news.state() == AlertState.OPEN && !news.passing())
                .forEach(news -> standing.add(news.caseId()));
        return standing;
    }

    private static Set<String> emergencies(List<News> history) {
        Set<String> emergencies = new TreeSet<>();
        history.stream().filter(news -> news.alert().urgent()).forEach(news -> emergencies.add(news.caseId()));
        return emergencies;
    }

    /** The cases that somebody was told of, by any of the pagers that were killed on the way or by the last. */
    private static Set<String> run(List<News> history, Random random, int kills) throws Exception {
        Pager pager = new Pager(random, kills);
        try {
            pager.beat(struck(0));
            pager.settle();
            for (int step = 1; step <= 6; step++) {
                int now = step;
                pager.hear(history.stream().filter(news -> news.step() == now).toList());
                pager.settle();
                pager.beat(struck(step));
                pager.settle();
            }
            return pager.told;
        } finally {
            pager.end();
        }
    }

    /** The operator, which may be killed with every record and goes on from a checkpoint that is no older than what is settled. */
    private static final class Pager {
        private final Set<String> told = new TreeSet<>();
        private final Random random;
        private int kills;
        private KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery> harness;
        private OperatorSubtaskState checkpoint;
        private Instant time = Instant.MIN;
        private long number = 1;

        Pager(Random random, int kills) throws Exception {
            this.random = random;
            this.kills = kills;
            this.harness = open(null);
            this.checkpoint = harness.snapshot(number, number);
        }

        void settle() throws Exception {
            number++;
            checkpoint = harness.snapshot(number, number);
        }

        void beat(Instant at) throws Exception {
            time = at;
            passTime();
            while (isKilled()) {
                passTime();
            }
        }

        /** News of one alert keep their order; that of different alerts does not, and who was killed hears all of it again. */
        void hear(List<News> step) throws Exception {
            List<News> left = said(step);
            while (!left.isEmpty()) {
                News next = left.stream()
                        .filter(each -> random.nextInt(3) == 0)
                        .findFirst()
                        .orElse(left.get(0));
                News first = left.stream()
                        .filter(each -> each.caseId().equals(next.caseId()))
                        .findFirst()
                        .orElseThrow();
                left.remove(first);
                harness.processElement(PageInput.of(List.of("C-1"), first.alert()), 0);
                take();
                if (isKilled()) {
                    left = said(step);
                    // The time that was said last is said again, sooner or later.
                    if (random.nextBoolean()) {
                        passTime();
                    }
                }
            }
            passTime();
        }

        private List<News> said(List<News> step) {
            List<News> said = new ArrayList<>(step);
            said.removeIf(news -> news.passing() && random.nextBoolean());
            return said;
        }

        private boolean isKilled() throws Exception {
            if (kills == 0 || random.nextInt(4) != 0) {
                return false;
            }
            kills--;
            harness.close();
            harness = open(checkpoint);
            return true;
        }

        private void passTime() throws Exception {
            harness.processWatermark(time.toEpochMilli());
            take();
        }

        private void take() {
            harness.extractOutputValues().stream()
                    .filter(delivery -> delivery.purpose().asks())
                    .forEach(delivery -> told.add(delivery.alert().caseIds().get(0)));
            harness.getOutput().clear();
        }

        void end() throws Exception {
            harness.close();
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery> open(
            @Nullable OperatorSubtaskState from) throws Exception {
        var fresh = new KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery>(
                new KeyedProcessOperator<>(new PageGroupFunction(REFERENCE)), PageInput::group, Types.STRING);
        fresh.setup();
        if (from != null) {
            fresh.initializeState(from);
        }
        fresh.open();
        return fresh;
    }

    private static Alert alert(
            String caseId, long revision, boolean urgent, Severity severity, AlertState state, Instant due) {
        return AlertBuilder.late(caseId)
                .revision(revision)
                .urgent(urgent)
                .severity(severity)
                .state(state)
                .at(due)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

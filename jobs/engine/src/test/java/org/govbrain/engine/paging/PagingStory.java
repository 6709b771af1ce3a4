package org.govbrain.engine.paging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Severity;
import org.govbrain.engine.input.PageInput;
import org.jspecify.annotations.Nullable;

/**
 * A few hours of two communities by chance, in steps: breaches of which one keeps another quiet, hotspots, a feed that falls silent, a
 * roster that changes, and a change of shift.
 */
final class PagingStory {
    /** In odd ones there is news of alerts, in even ones answers: which of two that come at once is heard first is chance. */
    static final int STEPS = 18;

    static final Duration STEP = Duration.ofMinutes(10);

    /** Seven in the evening. */
    private static final Instant FIRST = Instant.parse("2026-03-04T11:00:00Z");

    static final String PAGING = """
            version: p1
            chain: [grid-member, grid-leader]
            fallback: command-room
            rules:
              - {id: emergency, when: {urgent: true}, emergency: true, startLevel: 1, step: 10m, ackTimeout: 40m, repeat: {every: 10m, most: 2}}
              - {id: info, when: {severity: info}, page: false}
              - {id: minor, when: {severity: minor}, startLevel: 1, wait: 2m, step: 1h, ackTimeout: 40m}
              - {id: rest, startLevel: 1, wait: 30s, step: 20m, ackTimeout: 40m}
            inhibit:
              - {id: closing, source: {clock: close}, target: {clock: accept}}
            """;

    static final String ROSTER = """
            version: r1
            zone: Asia/Shanghai
            contacts: [inbox]
            shifts:
              - {shift: day, from: "08:00", to: "20:00"}
              - {shift: night, from: "20:00", to: "08:00"}
            duties:
              - {role: command-room, day: ZH-1, night: ZH-2}
              - {role: grid-leader, community: C-1, who: WZ-1}
              - {role: grid-leader, community: C-2, who: WZ-2}
              - {role: grid-member, grid: G-1, day: WG-1, night: WG-1N}
              - {role: grid-member, grid: G-2, day: WG-2}
            """;

    private final Random random;
    private final boolean mayPass;
    private final List<News> news = new ArrayList<>();
    private final Set<String> passing = new TreeSet<>();

    /**
     * What is said in a step.
     *
     * @param partition of the alerts' topics
     */
    record News(int step, int partition, PageInput input) {}

    PagingStory(Random random) {
        this.random = random;
        this.mayPass = random.nextBoolean();
        int cases = 3 + random.nextInt(5);
        for (int i = 0; i < cases; i++) {
            tell("I-" + i);
        }
        for (int i = 0; i < 2; i++) {
            List<String> communities = random.nextBoolean() ? List.of("C-1", "C-2") : List.of("C-2");
            flap(AlertBuilder.hotspot("H-" + i, List.of("I-0")).in("G-2", communities));
        }
        flap(AlertBuilder.silent("P-1"));
    }

    /** The instant at which the clock strikes at the end of a step; 0 is the beginning. */
    static Instant struck(int step) {
        return FIRST.plus(STEP.multipliedBy(step));
    }

    /** What is said, that of each alert in its order. */
    List<News> news() {
        return news;
    }

    /** Keys of alerts of which several revisions are said within a step, or of whose case: what was seen of them is chance. */
    Set<String> passing() {
        return passing;
    }

    /** The files of the beginning. */
    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        files.put("paging.yaml", bytes(PAGING));
        files.put("roster.yaml", bytes(ROSTER));
        return files;
    }

    /** Others have taken over. */
    static Map<String, byte[]> nextRoster() {
        return Map.of("roster.yaml", bytes(ROSTER.replace("WZ-1", "WZ-7").replace("r1", "r2")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A case with one or two clocks, each said with every revision of its case, that may move to the other community. */
    private void tell(String caseId) {
        boolean urgent = random.nextInt(3) == 0;
        // Whether somebody is told at once depends on what is heard first of what keeps quiet.
        List<String> clocks = urgent || random.nextBoolean() ? List.of("accept") : List.of("accept", "close");
        List<Integer> steps = steps(1 + random.nextInt(5));
        int moves = random.nextInt(8);
        Map<String, AlertState> states = new HashMap<>();
        Map<String, Severity> severities = new HashMap<>();
        for (int change = 0; change < steps.size(); change++) {
            int step = steps.get(change);
            for (String clock : clocks) {
                if (change == 0 || random.nextInt(3) > 0) {
                    states.put(clock, change(states.get(clock)));
                }
                if (change == 0 || clocks.size() == 1) {
                    severities.put(clock, any(Severity.MINOR, Severity.MAJOR, Severity.CRITICAL));
                }
                boolean other = change >= moves;
                AlertBuilder alert = AlertBuilder.late(clock, caseId)
                        .revision(change + 1)
                        .urgent(urgent)
                        .state(states.getOrDefault(clock, AlertState.OPEN))
                        .severity(severities.getOrDefault(clock, Severity.MAJOR))
                        .unconfirmed(random.nextInt(8) == 0 ? "feed silent" : null)
                        .at(struck(step - 1).minusSeconds(random.nextInt(1000)))
                        .in(other ? "G-2" : "G-1", List.of(other ? "C-2" : "C-1"));
                say(step, alert);
            }
        }
        if (new HashSet<>(steps).size() < steps.size()) {
            clocks.forEach(clock ->
                    passing.add(AlertBuilder.late(clock, caseId).build().dedupKey()));
        }
    }

    private AlertState change(@Nullable AlertState from) {
        return from == null || from != AlertState.OPEN
                ? AlertState.OPEN
                : any(AlertState.RESOLVED, AlertState.RESOLVED, AlertState.WITHDRAWN);
    }

    private void flap(AlertBuilder alert) {
        List<Integer> steps = steps(random.nextInt(4));
        AlertState state = AlertState.RESOLVED;
        for (int i = 0; i < steps.size(); i++) {
            state = change(state);
            say(steps.get(i), alert.revision(i + 1).state(state).at(struck(steps.get(i) - 1)));
        }
        if (new HashSet<>(steps).size() < steps.size()) {
            passing.add(alert.build().dedupKey());
        }
    }

    private List<Integer> steps(int many) {
        IntStream odd = random.ints(0, STEPS / 2 - 1).map(each -> 2 * each + 1);
        return (mayPass ? odd : odd.distinct()).limit(many).sorted().boxed().toList();
    }

    private void say(int step, AlertBuilder alert) {
        PageInput input = alert.input();
        news.add(new News(step, Math.floorMod(input.subject().hashCode(), WholePaging.ALERTS), input));
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}

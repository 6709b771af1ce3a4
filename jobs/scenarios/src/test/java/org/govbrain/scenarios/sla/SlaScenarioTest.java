package org.govbrain.scenarios.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.Scenario.Expected;
import org.govbrain.domain.sla.Scenario.News;
import org.govbrain.domain.sla.Scenario.Step;
import org.govbrain.domain.sla.ScenarioRun;
import org.govbrain.domain.sla.WorkCalendars;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.reference.PolicyFile;
import org.govbrain.engine.reference.PolicyParser;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.engine.reference.Yaml;
import org.govbrain.engine.reference.YamlMap;
import org.govbrain.engine.situation.StoryPlayer;
import org.govbrain.engine.situation.StoryPlayer.Said;
import org.govbrain.schemas.document.BreachDocument;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One file for each feature of the clocks, named after it: a policy and stories with scripted time. Each story is played by
 * the clocks alone, by the operators of the job, and by the operators stopped and restored between any two steps.
 */
class SlaScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/sla");
    private static final Set<String> GAUGES = Set.of("fire_lag_ms", "fire_lag_alarm");

    @TestFactory
    List<DynamicNode> each_feature_is_shown_by_its_file() throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                nodes.add(DynamicContainer.dynamicContainer(
                        String.valueOf(file.getFileName()).replace(".yaml", ""), stories(file)));
            }
        }
        return nodes;
    }

    private static List<DynamicNode> stories(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        YamlMap map = Yaml.read(text(bytes), new Problems());
        return map.has("versions") ? changing(map) : stories(file, bytes);
    }

    /** Reference data that changes while the story goes on: only the job knows of that. */
    private static List<DynamicNode> changing(YamlMap map) {
        List<YamlMap> versions = map.maps("versions");
        byte[] first = (versions.get(0).text("policy") + "\n" + map.text("stories")).getBytes(StandardCharsets.UTF_8);
        PolicyFile policy = policy(first, WorkCalendars.alwaysOnly());
        TreeMap<Instant, Map<String, byte[]>> later = new TreeMap<>();
        for (YamlMap version : versions.subList(1, versions.size())) {
            Map<String, byte[]> files = new HashMap<>();
            version.findText("policy")
                    .ifPresent(text -> files.put("policy.yaml", text.getBytes(StandardCharsets.UTF_8)));
            version.findText("grids")
                    .ifPresent(text -> files.put("grids.geojson", text.getBytes(StandardCharsets.UTF_8)));
            later.put(OffsetDateTime.parse(version.text("from")).toInstant(), files);
        }
        List<DynamicNode> tests = new ArrayList<>();
        for (Scenario story : policy.examples()) {
            tests.add(DynamicTest.dynamicTest(
                    story.name(), () -> inTheJob(new StoryPlayer(first, policy.policy(), later, story), story)));
        }
        for (YamlMap health : map.maps("health")) {
            Scenario story = policy.examples().stream()
                    .filter(each -> each.name().equals(health.text("story")))
                    .findFirst()
                    .orElseThrow();
            tests.add(DynamicTest.dynamicTest(
                    "timers of: " + story.name(),
                    () -> isHealthy(new StoryPlayer(first, policy.policy(), later, story), health)));
        }
        return tests;
    }

    /** The metrics of the timers after each step, with the job restored between any two if the file says so. */
    private static void isHealthy(StoryPlayer player, YamlMap health) throws Exception {
        List<Said> said = player.play(health.findFlag("restarts").orElse(false));
        List<YamlMap> steps = health.maps("steps");
        assertThat(said).as("steps").hasSameSizeAs(steps);
        for (int i = 0; i < said.size(); i++) {
            Map<String, Long> metrics = said.get(i).health();
            List<String> fired = metrics.entrySet().stream()
                    .filter(each -> each.getValue() > 0 && !GAUGES.contains(each.getKey()))
                    .map(each -> each.getKey() + " " + each.getValue())
                    .toList();
            assertThat(fired).as("fired by step %s", i).isEqualTo(steps.get(i).texts("fired"));
            assertThat(metrics.get("fire_lag_alarm"))
                    .as("alarm at step %s", i)
                    .isEqualTo(steps.get(i).findFlag("alarm").orElse(false) ? 1L : 0L);
        }
    }

    private static PolicyFile policy(byte[] bytes, WorkCalendars calendars) {
        Problems problems = new Problems();
        PolicyFile policy = PolicyParser.parse(text(bytes), calendars, problems);
        problems.throwIfAny();
        return policy;
    }

    private static ReferenceText text(byte[] bytes) {
        return ReferenceText.of("policy.yaml", bytes, new Problems()).orElseThrow();
    }

    private static List<DynamicNode> stories(Path file, byte[] bytes) {
        ReferenceData city = ReferenceLoader.fromFiles(Map.of()).data();
        PolicyFile policy = policy(bytes, city.calendars());
        ScenarioRun run = new ScenarioRun(policy.policy(), city.calendars(), city.zone());
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("every clock is seen breached and kept", () -> isProved(policy, run)));
        for (Scenario story : policy.examples()) {
            tests.add(DynamicTest.dynamicTest(story.name(), () -> {
                assertThat(run.differences(story)).as("the clocks alone").isEmpty();
                inTheJob(new StoryPlayer(bytes, policy.policy(), Map.of(), story), story);
            }));
        }
        if (String.valueOf(file.getFileName()).startsWith("A10")) {
            for (Scenario story : policy.examples()) {
                tests.add(DynamicTest.dynamicTest(
                        story.name() + ", in every order",
                        () -> inEveryOrder(new StoryPlayer(bytes, policy.policy(), Map.of(), story), story)));
            }
        }
        return tests;
    }

    private static void isProved(PolicyFile policy, ScenarioRun run) {
        Set<String> breached = new TreeSet<>();
        Set<String> kept = new TreeSet<>();
        for (Scenario story : policy.examples()) {
            ScenarioRun.Outcome outcome = run.outcome(story);
            breached.addAll(outcome.breached());
            kept.addAll(outcome.kept());
        }
        List<String> ids = policy.policy().clocks().stream().map(ClockRule::id).toList();
        assertThat(breached).as("clocks with a breach").containsAll(ids);
        assertThat(kept).as("clocks with a promise kept").containsAll(ids);
    }

    private static void inTheJob(StoryPlayer player, Scenario story) throws Exception {
        List<Said> said = player.play(false);
        for (int i = 0; i < said.size(); i++) {
            Step step = story.steps().get(i);
            holds(step, said.get(i));
            said.get(i).breaches().values().forEach(SlaScenarioTest::isExplained);
        }
        List<Said> restored = player.play(true);
        for (int i = 0; i < said.size(); i++) {
            assertThat(documents(restored.get(i)))
                    .as("stopped and restored before %s", story.steps().get(i).asOf())
                    .isEqualTo(documents(said.get(i)));
        }
    }

    private static void holds(Step step, Said said) {
        TreeSet<String> breached = new TreeSet<>();
        TreeSet<String> withdrawn = new TreeSet<>();
        for (SaidBreach each : said.breaches().values()) {
            Breach breach = each.breach();
            String name =
                    breach.departmentId() == null ? breach.clockId() : breach.clockId() + '/' + breach.departmentId();
            (breach.state() == BreachState.WITHDRAWN ? withdrawn : breached).add(name);
        }
        withdrawn.removeAll(breached);
        if (step.breached() != null) {
            assertThat(breached).as("breached as of %s", step.asOf()).isEqualTo(new TreeSet<>(step.breached()));
        }
        if (step.withdrawn() != null) {
            assertThat(withdrawn).as("withdrawn as of %s", step.asOf()).isEqualTo(new TreeSet<>(step.withdrawn()));
        }
        if (said.situation() != null) {
            step.expected()
                    .forEach(expected -> holds(step, expected, said.situation().clocks()));
        }
    }

    /** What is said of a running clock is what it said when it last changed: only what time alone does not change counts. */
    private static void holds(Step step, Expected expected, List<Clock> clocks) {
        List<Clock> meant = clocks.stream()
                .filter(clock -> clock.clockId().equals(expected.clockId()))
                .filter(clock -> expected.departmentId() == null
                        || expected.departmentId().equals(clock.departmentId()))
                .filter(clock -> expected.cycle() == null || expected.cycle() == clock.cycle())
                .filter(clock -> expected.attempt() == null || expected.attempt() == clock.attempt())
                .toList();
        assertThat(meant.isEmpty()).as("%s as of %s", expected, step.asOf()).isEqualTo(expected.absent());
        if (!expected.absent()) {
            Clock clock = meant.get(meant.size() - 1);
            if (expected.state() != null) {
                assertThat(clock.state())
                        .as("%s as of %s", expected, step.asOf())
                        .isEqualTo(expected.state());
            }
            if (expected.dueAt() != null) {
                assertThat(clock.dueAt())
                        .as("%s as of %s", expected, step.asOf())
                        .isEqualTo(expected.dueAt());
            }
            if (expected.explains() != null && !clock.explain().isEmpty()) {
                assertThat(clock.explain().toString()).as("in the document").contains(expected.explains());
            }
        }
    }

    private static void isExplained(SaidBreach said) {
        BreachDocument document = new BreachMapper().toDocument(said);
        assertThat(document.getExplain()).as("why %s", document.getBreachId()).hasSizeGreaterThan(1);
        assertThat(document.getExplainZh())
                .as("the same in Chinese")
                .hasSameSizeAs(document.getExplain())
                .allMatch(line -> line.codePoints().anyMatch(Character::isIdeographic));
    }

    private static void inEveryOrder(StoryPlayer player, Scenario story) throws Exception {
        String expected = standing(player.playInOrder(story.news()));
        for (List<News> order : orders(story.news())) {
            assertThat(standing(player.playInOrder(order))).as("%s", order).isEqualTo(expected);
        }
    }

    private static <T> List<List<T>> orders(List<T> values) {
        if (values.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            List<T> rest = new ArrayList<>(values);
            T first = rest.remove(i);
            for (List<T> order : orders(rest)) {
                List<T> whole = new ArrayList<>();
                whole.add(first);
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    /** Everything said, but for what was withdrawn, which tells of what one once believed. */
    private static String standing(Said said) {
        Map<String, SaidBreach> standing = new TreeMap<>(said.breaches());
        standing.values().removeIf(breach -> breach.breach().state() == BreachState.WITHDRAWN);
        return documents(new Said(said.situation(), standing, Map.of()));
    }

    private static String documents(Said said) {
        StringBuilder text = new StringBuilder();
        if (said.situation() != null) {
            text.append(new CaseMapper().toDocument(said.situation())).append('\n');
        }
        said.breaches()
                .values()
                .forEach(breach ->
                        text.append(new BreachMapper().toDocument(breach)).append('\n'));
        return text.toString();
    }
}

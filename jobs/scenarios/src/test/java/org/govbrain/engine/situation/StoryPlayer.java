package org.govbrain.engine.situation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.ClockSubject;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.Scenario.News;
import org.govbrain.domain.sla.Scenario.Step;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.patrol.PatrolCadenceFunction;
import org.govbrain.engine.patrol.PatrolInput;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;

/**
 * Plays a story through the operators of the situation job, with event time as the story scripts it. In their package, which
 * opens them to nobody else.
 */
public final class StoryPlayer {
    private static final String GRID = "G1";
    private static final String CASE_KEY = "linkage110/story";

    private final ReferenceSource reference;
    private final Scenario story;

    /**
     * A city of one grid that has the story's category and class, under a policy file.
     *
     * @param later reference files that take effect later, by the instant at which they do
     */
    public StoryPlayer(byte[] policyFile, Policy policy, Map<Instant, Map<String, byte[]>> later, Scenario story) {
        this.story = story;
        FixedReferenceSource versions = FixedReferenceSource.of(Map.of(
                "policy.yaml", policyFile,
                "categories.yaml", bytes(categories(policy, story.subject())),
                "grids.geojson", bytes(grids(story.subject().neighbourhoodClass()))));
        for (Map.Entry<Instant, Map<String, byte[]>> version : new TreeMap<>(later).entrySet()) {
            versions = versions.then(version.getKey(), version.getValue());
        }
        this.reference = versions;
    }

    /**
     * What had been said by a step.
     *
     * @param situation the case; null for a story of a grid, and before there is a case
     * @param breaches the newest of each id
     * @param health the metrics of the timers by then, by name; counters go on over a restart
     */
    public record Said(@Nullable CaseSituation situation, Map<String, SaidBreach> breaches, Map<String, Long> health) {}

    /** What had been said by each step; {@code restarts} stops and restores the job between any two. */
    public List<Said> play(boolean restarts) throws Exception {
        return play(inOrderOfHearing(story.news()), restarts);
    }

    /** What is said at the last step when everything is heard before it, in the order given. */
    public Said playInOrder(List<News> news) throws Exception {
        Instant last = story.steps().get(story.steps().size() - 1).asOf();
        List<News> rearranged = new ArrayList<>();
        for (int i = 0; i < news.size(); i++) {
            rearranged.add(new News(news.get(i).event(), last.minusMillis(news.size() - i)));
        }
        List<Said> said = play(rearranged, false);
        return said.get(said.size() - 1);
    }

    private List<Said> play(List<News> news, boolean restarts) throws Exception {
        return story.grid() == null ? playCase(news, restarts) : playGrid(news, restarts);
    }

    private static List<News> inOrderOfHearing(List<News> news) {
        return news.stream().sorted(Comparator.comparing(News::heardAt)).toList();
    }

    private List<Said> playCase(List<News> news, boolean restarts) throws Exception {
        SituationSettings settings = SituationSettings.live(reference, Duration.ofDays(3650));
        List<Said> said = new ArrayList<>();
        @Nullable CaseSituation situation = null;
        Map<String, SaidBreach> breaches = new HashMap<>();
        OperatorSubtaskState stored = null;
        TimerMetrics metrics = new TimerMetrics();
        var harness = caseHarness(settings, null, metrics);
        int next = 0;
        for (Step step : story.steps()) {
            if (restarts && stored != null) {
                harness.close();
                harness = caseHarness(settings, stored, metrics);
            }
            for (; next < news.size() && !news.get(next).heardAt().isAfter(step.asOf()); next++) {
                News each = news.get(next);
                harness.processWatermark(each.heardAt().toEpochMilli() - 1);
                CaseInput input = CaseInput.event(CASE_KEY, each.heardAt(), inTheCity(each.event()));
                harness.processElement(input, each.event().occurredAt().toEpochMilli());
            }
            harness.processWatermark(step.asOf().toEpochMilli());
            for (CaseSituation each : harness.extractOutputValues()) {
                situation = situation == null || each.revision() >= situation.revision() ? each : situation;
            }
            harness.getOutput().clear();
            var tagged = harness.getSideOutput(SituationStreams.BREACHES);
            if (tagged != null) {
                tagged.forEach(record -> keepNewest(breaches, record.getValue()));
                tagged.clear();
            }
            said.add(new Said(situation, new TreeMap<>(breaches), metrics.values()));
            stored = restarts ? harness.snapshot(1, 1) : null;
        }
        harness.close();
        return said;
    }

    private List<Said> playGrid(List<News> news, boolean restarts) throws Exception {
        Instant since = story.grid() == null ? Instant.EPOCH : story.grid().knownSince();
        SituationSettings settings = SituationSettings.live(reference, Duration.ofDays(3650));
        List<Said> said = new ArrayList<>();
        Map<String, SaidBreach> breaches = new HashMap<>();
        OperatorSubtaskState stored = null;
        var harness = gridHarness(settings, null);
        harness.processElement(PatrolInput.since(GRID, since), since.toEpochMilli());
        int next = 0;
        for (Step step : story.steps()) {
            if (restarts && stored != null) {
                harness.close();
                harness = gridHarness(settings, stored);
            }
            for (; next < news.size() && !news.get(next).heardAt().isAfter(step.asOf()); next++) {
                News each = news.get(next);
                harness.processWatermark(each.heardAt().toEpochMilli() - 1);
                PatrolInput patrol = PatrolInput.step(inTheCity(each.event()));
                harness.processElement(patrol, each.event().occurredAt().toEpochMilli());
            }
            harness.processWatermark(step.asOf().toEpochMilli());
            harness.extractOutputValues().forEach(each -> keepNewest(breaches, each));
            harness.getOutput().clear();
            said.add(new Said(null, new TreeMap<>(breaches), Map.of()));
            stored = restarts ? harness.snapshot(1, 1) : null;
        }
        harness.close();
        return said;
    }

    private static void keepNewest(Map<String, SaidBreach> breaches, SaidBreach said) {
        breaches.merge(said.breach().breachId(), said, (a, b) -> b.revision() >= a.revision() ? b : a);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CaseInput, CaseSituation> caseHarness(
            SituationSettings settings, @Nullable OperatorSubtaskState stored, TimerMetrics metrics) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FollowReferenceOperator<>(new FoldCaseFunction(settings)),
                CaseInput::caseKey,
                Types.STRING,
                metrics.environment());
        return opened(harness, stored);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PatrolInput, SaidBreach> gridHarness(
            SituationSettings settings, @Nullable OperatorSubtaskState stored) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)), PatrolInput::gridId, Types.STRING);
        return opened(harness, stored);
    }

    private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> opened(
            KeyedOneInputStreamOperatorTestHarness<String, I, O> harness, @Nullable OperatorSubtaskState stored)
            throws Exception {
        harness.setup();
        if (stored != null) {
            harness.initializeState(stored);
        }
        harness.open();
        return harness;
    }

    /** The event as the job would have it: of the story's category, platform and grid. */
    private GovernanceEvent inTheCity(GovernanceEvent event) {
        ClockSubject subject = story.subject();
        return new GovernanceEvent(
                event.eventId(),
                event.occurredAt(),
                event.stream(),
                event.kind(),
                event.subjectId(),
                null,
                null,
                event.sourceSystem(),
                event.platform() == null ? subject.platform() : event.platform(),
                event.departmentId(),
                categoryOf(subject),
                event.urgency(),
                event.dueAt(),
                GRID,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }

    private static String categoryOf(ClockSubject subject) {
        return subject.category() == null ? "any" : subject.category();
    }

    private static String categories(Policy policy, ClockSubject subject) {
        TreeSet<String> groups = new TreeSet<>();
        groups.add(subject.categoryGroup());
        for (ClockRule rule : policy.clocks()) {
            groups.addAll(rule.when().categoryGroups());
            rule.goals().forEach(goal -> groups.addAll(goal.when().categoryGroups()));
        }
        StringBuilder yaml = new StringBuilder("groups:\n");
        for (String group : groups) {
            yaml.append("  - {group: " + group + ", zh: " + group + ", en: " + group);
            if (group.equals(subject.categoryGroup())) {
                yaml.append(", categories: [{code: " + categoryOf(subject) + close(subject) + "}]");
            }
            yaml.append("}\n");
        }
        return yaml.toString();
    }

    private static String close(ClockSubject subject) {
        if (subject.closeGoal() == null) {
            return "";
        }
        String calendar = subject.closeCalendar() == null ? "" : ", calendar: " + subject.closeCalendar();
        return ", close: {goal: " + subject.closeGoal() + calendar + "}";
    }

    private static String grids(@Nullable String neighbourhoodClass) {
        String named = neighbourhoodClass == null ? "null" : '"' + neighbourhoodClass + '"';
        return """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"gridId": "G1", "name": "G1", "neighbourhoodClass": %s},
                   "geometry": {"type": "Polygon",
                     "coordinates": [[[120.00, 30.00], [120.01, 30.00], [120.01, 30.01], [120.00, 30.01], [120.00, 30.00]]]}}]}
                """.formatted(named);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

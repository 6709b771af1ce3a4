package org.govbrain.engine.reference;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.domain.sla.ClockSubject;
import org.govbrain.domain.sla.EventMatch;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.Scenario.Expected;
import org.govbrain.domain.sla.Scenario.GridSubject;
import org.govbrain.domain.sla.Scenario.News;
import org.govbrain.domain.sla.Scenario.Step;
import org.govbrain.domain.sla.Span;
import org.govbrain.domain.sla.WorkCalendars;
import org.jspecify.annotations.Nullable;

/**
 * Reads a story with scripted time, an entry of a policy's {@code examples}:
 *
 * <pre>{@code
 * name: late proof withdraws the breach
 * case: {categoryGroup: emergency, closeGoal: PT4H, closeCalendar: office-hours}   # or grid: {neighbourhoodClass, knownSince}
 * events:
 *   - {at: "2026-03-04T22:00:00+08:00", kind: "linkage110:RECEIVED", urgency: URGENT}
 *   - {at: "2026-03-04T22:09:00+08:00", heard: "2026-03-04T22:30:00+08:00", kind: "platform:ACCEPTED"}
 * steps:
 *   - {asOf: "2026-03-04T22:10:00+08:00", breached: [accept]}
 *   - {asOf: "2026-03-04T22:30:00+08:00", expect: [{clock: accept, state: MET}], breached: [], withdrawn: [accept]}
 * }</pre>
 */
final class ScenarioParser {
    private static final String TIME = "a time with offset like 2026-03-04T22:00:00+08:00";

    private ScenarioParser() {}

    static Scenario scenario(YamlMap map) {
        String name = map.text("name");
        Optional<YamlMap> grid = map.findMap("grid");
        Optional<YamlMap> matter = map.findMap("case");
        ClockSubject subject = grid.or(() -> matter)
                .map(ScenarioParser::subject)
                .orElse(new ClockSubject(CategoryCatalogue.UNCATEGORISED, null, null, null, null, null));
        GridSubject ofGrid =
                grid.map(each -> new GridSubject(time(each, "knownSince"))).orElse(null);
        grid.ifPresent(YamlMap::finish);
        matter.ifPresent(YamlMap::finish);
        List<News> news = new ArrayList<>();
        map.maps("events").forEach(event -> news.add(news(event, news.size() + 1)));
        List<Step> steps = new ArrayList<>();
        map.maps("steps").forEach(step -> steps.add(step(step)));
        if (steps.isEmpty()) {
            map.problem("steps", "at least one step, or the story proves nothing");
        }
        map.finish();
        return new Scenario(name, subject, ofGrid, news, steps);
    }

    private static ClockSubject subject(YamlMap map) {
        String goal = map.findText("closeGoal").orElse(null);
        if (goal != null && Span.parse(goal) == null) {
            map.problem("closeGoal", Span.EXPECTED);
        }
        return new ClockSubject(
                map.findText("categoryGroup").orElse(CategoryCatalogue.UNCATEGORISED),
                map.findText("category").orElse(null),
                map.findText("platform").orElse(null),
                map.findText("neighbourhoodClass").orElse(null),
                goal,
                map.findText("closeCalendar").orElse(null));
    }

    private static News news(YamlMap map, int number) {
        Instant at = time(map, "at");
        Instant heard = map.has("heard") ? time(map, "heard") : at;
        EventMatch match = PolicyParser.match(map.text("kind"));
        Stream stream = match == null || match.stream() == null ? Stream.PLATFORM : match.stream();
        EventKind kind = match == null ? EventKind.REPORTED : match.kind();
        if (match == null || match.stream() == null || !stream.sends(kind)) {
            map.problem("kind", "stream and kind like linkage110:RECEIVED, of which the stream sends the kind");
        }
        Optional<String> urgency = map.findText("urgency");
        GovernanceEvent event = new GovernanceEvent(
                map.findText("id").orElse("e" + number),
                at,
                stream,
                kind,
                map.findText("subject").orElse("story"),
                null,
                null,
                stream.id(),
                map.findText("platform").orElse(null),
                map.findText("department").orElse(null),
                null,
                urgency.map(word -> word.equals("URGENT") ? Urgency.URGENT : Urgency.ROUTINE)
                        .orElse(null),
                map.has("dueAt") ? time(map, "dueAt") : null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
        if (urgency.isPresent()
                && !urgency.get().equals("URGENT")
                && !urgency.get().equals("ROUTINE")) {
            map.problem("urgency", "ROUTINE or URGENT");
        }
        map.finish();
        return new News(event, heard);
    }

    private static Step step(YamlMap map) {
        Instant asOf = time(map, "asOf");
        List<Expected> expected = new ArrayList<>();
        map.maps("expect").forEach(each -> expected.add(expected(each)));
        List<String> breached = map.has("breached") ? map.texts("breached") : null;
        List<String> withdrawn = map.has("withdrawn") ? map.texts("withdrawn") : null;
        if (expected.isEmpty() && breached == null && withdrawn == null) {
            map.problem("expect", "what the clocks must say: expect, breached or withdrawn");
        }
        map.finish();
        return new Step(asOf, expected, breached, withdrawn);
    }

    private static Expected expected(YamlMap map) {
        Optional<String> word = map.findText("state");
        ClockState state = null;
        for (ClockState each : ClockState.values()) {
            state = word.isPresent() && each.name().equals(word.get()) ? each : state;
        }
        if (word.isPresent() && state == null) {
            map.problem("state", "one of " + List.of(ClockState.values()));
        }
        Expected expected = new Expected(
                map.text("clock"),
                map.findText("department").orElse(null),
                number(map, "cycle"),
                number(map, "attempt"),
                map.findFlag("absent").orElse(false),
                state,
                map.has("start") ? time(map, "start") : null,
                map.has("due") ? time(map, "due") : null,
                map.has("stopped") ? time(map, "stopped") : null,
                map.has("warnAt") ? time(map, "warnAt") : null,
                length(map, "elapsed"),
                length(map, "business"),
                length(map, "paused"),
                map.findText("explains").orElse(null));
        map.finish();
        return expected;
    }

    private static @Nullable Integer number(YamlMap map, String key) {
        return map.findNumber(key, 1, Integer.MAX_VALUE).map(Long::intValue).orElse(null);
    }

    private static @Nullable Long length(YamlMap map, String key) {
        Optional<String> text = map.findText(key);
        if (text.isEmpty() || text.get().equals("0s")) {
            return text.isEmpty() ? null : Long.valueOf(0);
        }
        Span span = Span.parse(text.get());
        if (span == null) {
            map.problem(key, Span.EXPECTED + " or 0s");
            return null;
        }
        return span.ms(WorkCalendars.alwaysOnly().get("24x7"));
    }

    private static Instant time(YamlMap map, String key) {
        try {
            return OffsetDateTime.parse(map.text(key)).toInstant();
        } catch (DateTimeException e) {
            if (map.has(key)) {
                map.problem(key, TIME);
            }
            return Instant.EPOCH;
        }
    }
}

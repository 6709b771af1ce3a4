package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.sla.CalendarSpec;
import org.govbrain.domain.sla.ClockRule;
import org.govbrain.domain.sla.ClockRule.OnGoalChange;
import org.govbrain.domain.sla.ClockRule.PauseWithFixedDue;
import org.govbrain.domain.sla.ClockRule.Scope;
import org.govbrain.domain.sla.ClockRule.Warning;
import org.govbrain.domain.sla.EventMatch;
import org.govbrain.domain.sla.FeedRule;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.PolicyCheck;
import org.govbrain.domain.sla.PolicyFinding;
import org.govbrain.domain.sla.Scenario;
import org.govbrain.domain.sla.Span;
import org.govbrain.domain.sla.When;
import org.govbrain.domain.sla.WorkCalendar;
import org.govbrain.domain.sla.WorkCalendars;
import org.jspecify.annotations.Nullable;

/** Reads {@code policy.yaml}; docs/SLA.md explains its keys and {@code policy.schema.json} lists them. */
public final class PolicyParser {
    private static final String ID = "lower-case letters, digits and dashes, like on-scene";

    private static final long LEAST_SILENCE_MS = 60_000;

    private PolicyParser() {}

    /** The policy of a file; what is wrong with it, traps included, is reported. */
    public static PolicyFile parse(ReferenceText file, WorkCalendars calendars, Problems problems) {
        int before = problems.count();
        YamlMap map = Yaml.read(file, problems);
        String version = map.text("version");
        Policy.OnPolicyChange onChange =
                choice(map, "onPolicyChange", Policy.OnPolicyChange.class).orElse(Policy.OnPolicyChange.KEEP);
        List<YamlMap> clocks = map.maps("clocks");
        if (clocks.isEmpty() && map.isReadable()) {
            map.problem("clocks", "a list of clocks");
        }
        List<ClockRule> rules = new ArrayList<>();
        clocks.forEach(clock -> rules.add(rule(clock)));
        Policy policy = new Policy(version, onChange, rules, feeds(map, calendars));
        List<Scenario> examples = new ArrayList<>();
        map.maps("examples").forEach(example -> examples.add(ScenarioParser.scenario(example)));
        map.finish();
        if (problems.count() == before) {
            for (PolicyFinding finding : PolicyCheck.check(policy, calendars)) {
                clocks.get(finding.clock()).problem(finding.key(), finding.found(), finding.reason());
            }
        }
        return new PolicyFile(policy, examples);
    }

    private static List<FeedRule> feeds(YamlMap map, WorkCalendars calendars) {
        List<FeedRule> feeds = new ArrayList<>();
        for (YamlMap each : map.maps("feeds")) {
            String streamId = each.text("stream");
            Stream stream = null;
            for (Stream known : Stream.values()) {
                stream = known.id().equals(streamId) ? known : stream;
            }
            if (stream == null && !streamId.isEmpty()) {
                each.problem("stream", "patrol, linkage110 or platform");
            }
            String sourceSystem = each.findText("sourceSystem").orElse(null);
            String calendarId = each.findText("calendar").orElse(CalendarSpec.ALWAYS);
            WorkCalendar calendar = calendars.find(calendarId);
            if (calendar == null) {
                each.problem("calendar", "a calendar of calendar.yaml, one of " + calendars.ids());
            }
            String length = each.text("silentAfter");
            Span silentAfter = Span.parse(length);
            if (!length.isEmpty()
                    && (silentAfter == null || (calendar != null && silentAfter.ms(calendar) < LEAST_SILENCE_MS))) {
                each.problem("silentAfter", Span.EXPECTED + ", at least a minute");
            }
            if (stream != null && silentAfter != null) {
                feeds.add(new FeedRule(stream, sourceSystem, silentAfter, calendarId));
            }
            each.finish();
        }
        return feeds;
    }

    private static ClockRule rule(YamlMap map) {
        String id = map.text("id");
        if (!id.isEmpty() && !id.matches("[a-z0-9-]+")) {
            map.problem("id", ID);
        }
        Optional<YamlMap> title = map.findMap("title");
        String en = title.flatMap(both -> both.findText("en")).orElse(id);
        String zh = title.flatMap(both -> both.findText("zh")).orElse(en);
        title.ifPresent(YamlMap::finish);
        ClockRule rule = new ClockRule(
                id,
                en,
                zh,
                choice(map, "per", Scope.class).orElse(Scope.CASE),
                matches(map, "start"),
                matches(map, "stop"),
                matches(map, "cancel"),
                matches(map, "pause"),
                matches(map, "resume"),
                matches(map, "reset"),
                map.findMap("when").map(PolicyParser::when).orElse(When.ANY),
                GoalParser.goals(map),
                map.findText("calendar").orElse(CalendarSpec.ALWAYS),
                map.findFlag("perDepartment").orElse(false),
                map.findFlag("handOver").orElse(false),
                warnings(map),
                map.text("severity"),
                choice(map, "pauseWithFixedDue", PauseWithFixedDue.class).orElse(null),
                choice(map, "onGoalChange", OnGoalChange.class).orElse(OnGoalChange.SWAP));
        map.finish();
        return rule;
    }

    private static List<EventMatch> matches(YamlMap map, String key) {
        List<EventMatch> matches = new ArrayList<>();
        for (String text : map.texts(key)) {
            EventMatch match = match(text);
            if (match == null) {
                map.problem(key, "\"" + text + "\"", "an event like ACCEPTED or linkage110:CLOSED");
            } else {
                matches.add(match);
            }
        }
        return matches;
    }

    /** A kind, or stream and kind; null when it is neither. */
    static @Nullable EventMatch match(String text) {
        int colon = text.indexOf(':');
        String stream = colon < 0 ? null : text.substring(0, colon);
        for (EventKind kind : EventKind.values()) {
            if (kind.name().equals(text.substring(colon + 1))) {
                if (stream == null) {
                    return EventMatch.of(kind);
                }
                for (Stream each : Stream.values()) {
                    if (each.id().equals(stream)) {
                        return new EventMatch(each, kind);
                    }
                }
            }
        }
        return null;
    }

    /** To what a clock, or one of its goals, applies. */
    static When when(YamlMap map) {
        List<Urgency> urgency = new ArrayList<>();
        for (String text : map.texts("urgency")) {
            Optional<Urgency> known = word(text, Urgency.class);
            known.ifPresent(urgency::add);
            if (known.isEmpty()) {
                map.problem("urgency", "\"" + text + "\"", "ROUTINE or URGENT");
            }
        }
        When when = new When(
                Set.copyOf(urgency),
                Set.copyOf(map.texts("categoryGroup")),
                Set.copyOf(map.texts("category")),
                Set.copyOf(map.texts("platform")),
                Set.copyOf(map.texts("neighbourhoodClass")),
                Set.copyOf(map.texts("department")));
        map.finish();
        return when;
    }

    private static List<Warning> warnings(YamlMap map) {
        List<Warning> warnings = new ArrayList<>();
        for (String text : map.texts("warnAt")) {
            Warning warning = text.endsWith("%")
                    ? percent(text.substring(0, text.length() - 1))
                    : text.endsWith(" left") ? left(text.substring(0, text.length() - 5)) : null;
            if (warning == null) {
                map.problem("warnAt", "\"" + text + "\"", "a share of the goal like 80%, or what is left like 5m left");
            } else {
                warnings.add(warning);
            }
        }
        return warnings;
    }

    private static @Nullable Warning percent(String text) {
        boolean isShare = text.length() <= 2 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return !isShare || Integer.parseInt(text) == 0 ? null : new Warning(Integer.parseInt(text), null);
    }

    private static @Nullable Warning left(String text) {
        Span span = Span.parse(text);
        return span == null ? null : new Warning(0, span);
    }

    private static <E extends Enum<E>> Optional<E> choice(YamlMap map, String key, Class<E> type) {
        Optional<String> text = map.findText(key);
        Optional<E> found = text.flatMap(word -> word(word.toUpperCase(Locale.ROOT), type));
        if (text.isPresent() && found.isEmpty()) {
            List<String> words = new ArrayList<>();
            for (E each : type.getEnumConstants()) {
                words.add(each.name().toLowerCase(Locale.ROOT));
            }
            map.problem(key, "one of " + String.join(", ", words));
        }
        return found;
    }

    private static <E extends Enum<E>> Optional<E> word(String text, Class<E> type) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}

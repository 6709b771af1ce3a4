package org.govbrain.engine.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.govbrain.domain.alert.AlertMatch;
import org.govbrain.domain.alert.Inhibition;
import org.govbrain.domain.alert.PagingPolicy;
import org.govbrain.domain.alert.PagingRule;

/** Reads {@code paging.yaml}: whom an alert reaches, from which level, how fast. docs/PAGING.md explains its keys. */
public final class PagingParser {
    private static final long WAIT_MS = 30_000;
    private static final long STEP_MS = 600_000;
    private static final long ACK_TIMEOUT_MS = 1_800_000;
    private static final int REPEAT_MOST = 3;

    private final Problems problems;
    private int levels;

    private PagingParser(Problems problems) {
        this.problems = problems;
    }

    /** The rules of a file; what can't be used is reported. */
    public static PagingPolicy parse(ReferenceText file, Problems problems) {
        return new PagingParser(problems).read(Yaml.read(file, problems));
    }

    private PagingPolicy read(YamlMap map) {
        String version = map.text("version");
        List<String> chain = AlertMatchParser.someTexts(map, "chain", "roles from the lowest level up");
        String fallback = map.text("fallback");
        if (new HashSet<>(chain).size() < chain.size()) {
            map.problem("chain", chain.toString(), "each role once");
        }
        if (chain.contains(fallback)) {
            map.problem("fallback", "a role that is not in the chain, told when nobody in it can be");
        }
        levels = chain.size() + 1;
        List<PagingRule> rules = new ArrayList<>();
        List<YamlMap> written = map.maps("rules");
        if (written.isEmpty() && map.isReadable()) {
            map.problem("rules", "a list of rules, the first that means an alert holds");
        }
        Set<String> ids = new HashSet<>();
        boolean all = false;
        for (YamlMap each : written) {
            PagingRule rule = rule(each);
            if (!ids.add(rule.id())) {
                each.problem("id", "an id that no other rule has");
            }
            if (all) {
                each.problem("id", "\"" + rule.id() + "\"", "a rule that can hold; one above it means every alert");
            }
            all |= rule.when().equals(AlertMatch.ANY);
            rules.add(rule);
        }
        List<Inhibition> inhibitions = new ArrayList<>();
        map.maps("inhibit").forEach(each -> inhibitions.add(inhibition(each)));
        map.finish();
        return new PagingPolicy(version, chain, fallback, rules, inhibitions);
    }

    private PagingRule rule(YamlMap map) {
        int before = problems.count();
        String id = map.text("id");
        AlertMatch when = AlertMatchParser.match(map, "when");
        boolean page = map.findFlag("page").orElse(true);
        boolean emergency = map.findFlag("emergency").orElse(false);
        int start = map.findNumber("startLevel", 1, levels).map(Long::intValue).orElse(1);
        long step = AlertMatchParser.lengthMs(map, "step", STEP_MS);
        Optional<YamlMap> repeat = map.findMap("repeat");
        long every = repeat.map(each -> AlertMatchParser.lengthMs(each, "every", step))
                .orElse(step);
        int most = repeat.flatMap(each -> each.findNumber("most", 0, 1_000))
                .map(Long::intValue)
                .orElse(REPEAT_MOST);
        repeat.ifPresent(YamlMap::finish);
        if (emergency && map.has("wait")) {
            map.problem("wait", "no wait, since an emergency waits for nobody");
        }
        long wait = AlertMatchParser.lengthMs(map, "wait", emergency ? 0 : WAIT_MS);
        long ackTimeout = AlertMatchParser.lengthMs(map, "ackTimeout", ACK_TIMEOUT_MS);
        if (!page && problems.count() == before) {
            for (String key : List.of("emergency", "startLevel", "step", "repeat", "wait", "ackTimeout")) {
                if (map.has(key)) {
                    map.problem(key, "the key \"" + key + "\"", "nothing but when, since page is false");
                }
            }
        }
        map.finish();
        return new PagingRule(id, when, page, emergency, start, wait, step, ackTimeout, every, most);
    }

    private static Inhibition inhibition(YamlMap map) {
        String id = map.text("id");
        for (String key : List.of("source", "target")) {
            if (!map.has(key)) {
                map.problem(key, "which alerts, for example {clock: close}");
            }
        }
        Inhibition inhibition =
                new Inhibition(id, AlertMatchParser.match(map, "source"), AlertMatchParser.match(map, "target"));
        map.finish();
        return inhibition;
    }
}

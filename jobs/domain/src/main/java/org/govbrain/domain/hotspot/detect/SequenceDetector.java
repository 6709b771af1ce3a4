package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;

/** Sequences over the three streams in one grid, by rules. */
final class SequenceDetector {
    private SequenceDetector() {}

    /**
     * What fits.
     *
     * @param cases sound ones of one grid, in order of opening
     */
    static void detect(GridView grid, List<CaseFact> cases, List<SequenceRule> rules, Instant asOf, Watched watched) {
        for (SequenceRule rule : rules) {
            Map<String, List<Match>> matches = new TreeMap<>();
            for (CaseFact last : cases) {
                if (rule.then().fits(last)) {
                    Instant at = rule.then().instantOf(last);
                    List<CaseFact> before = before(rule, last, at, cases);
                    if (before.size() >= rule.firstCount()) {
                        matches.computeIfAbsent(last.categoryGroup(), group -> new ArrayList<>())
                                .add(new Match(last, at, before));
                    }
                }
            }
            matches.forEach((group, all) -> chains(rule, all).forEach(chain -> {
                Instant end = chain.get(chain.size() - 1).at.plus(within(rule));
                if (!watched.isFinal(end)) {
                    Collection<CaseFact> its = casesOf(chain);
                    Finding finding = finding(grid, rule, group, chain, its);
                    watched.add(Hotspot.of(finding, chain.get(0).at, end.isAfter(asOf) ? null : end), end, its);
                }
            }));
        }
    }

    /** One hotspot a rule and group: five incidents in a row are one thing to tell. */
    private static List<List<Match>> chains(SequenceRule rule, List<Match> matches) {
        matches.sort(Comparator.comparing(Match::at).thenComparing(match -> match.last.caseId()));
        List<List<Match>> chains = new ArrayList<>();
        Instant end = Instant.MIN;
        for (Match match : matches) {
            if (match.at.isAfter(end)) {
                chains.add(new ArrayList<>());
            }
            chains.get(chains.size() - 1).add(match);
            end = match.at.plus(within(rule));
        }
        return chains;
    }

    private static Duration within(SequenceRule rule) {
        return Duration.ofMillis(Math.round(rule.withinHours() * 3_600_000));
    }

    private static List<CaseFact> before(SequenceRule rule, CaseFact last, Instant at, List<CaseFact> cases) {
        if (rule.firstCount() == 0) {
            return List.of();
        }
        Instant from = at.minus(within(rule));
        List<CaseFact> before = new ArrayList<>();
        // In any grid each case is compared with each other one: what rules out most comes first. They are in order of
        // opening, and no instant that counts is before that.
        for (int i = rule.first().reopened() ? 0 : firstAfter(from, cases); i < cases.size(); i++) {
            CaseFact fact = cases.get(i);
            if (fact.openedAt().isAfter(at)) {
                break;
            }
            Instant instant = rule.first().instantOf(fact);
            if (instant.isAfter(from)
                    && !instant.isAfter(at)
                    && (!rule.sameGroup() || fact.categoryGroup().equals(last.categoryGroup()))
                    && rule.first().fits(fact, at)
                    && !fact.caseId().equals(last.caseId())) {
                before.add(fact);
            }
        }
        return before;
    }

    /** How many cases were opened by an instant. */
    private static int firstAfter(Instant instant, List<CaseFact> cases) {
        int low = 0;
        int high = cases.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (cases.get(middle).openedAt().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Each once, told apart by its id: comparing them by all they say takes long. */
    private static Collection<CaseFact> casesOf(List<Match> chain) {
        Map<String, CaseFact> cases = new LinkedHashMap<>();
        for (Match match : chain) {
            match.before.forEach(fact -> cases.putIfAbsent(fact.caseId(), fact));
            cases.putIfAbsent(match.last.caseId(), match.last);
        }
        return cases.values();
    }

    private static Finding finding(
            GridView grid, SequenceRule rule, String group, List<Match> chain, Collection<CaseFact> cases) {
        Instant from = Instant.MAX;
        for (CaseFact fact : cases) {
            from = fact.openedAt().isBefore(from) ? fact.openedAt() : from;
        }
        int times = chain.size();
        return new Finding(
                Detector.SEQUENCE,
                rule.id() + "/" + grid.gridId() + "/" + group,
                rule.id(),
                List.of(grid.gridId()),
                grid.communityIds(),
                group,
                null,
                from,
                chain.get(times - 1).at,
                Evidence.count(times, "rule " + rule.id()),
                Sentences.caseIds(cases),
                rule.pageable(),
                grid.english(group) + ": " + rule.english() + ", " + (times == 1 ? "once" : times + " times")
                        + " in grid " + grid.name() + ".",
                "网格" + grid.name() + "：" + rule.chinese() + "（" + grid.chinese(group) + "，" + times + "次）。",
                grid.lon(),
                grid.lat());
    }

    private record Match(CaseFact last, Instant at, List<CaseFact> before) {}
}

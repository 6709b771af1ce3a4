package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;

/** Sequences over the three streams in one grid, by rules. */
final class SequenceDetector {
    private SequenceDetector() {}

    /**
     * What fits as of an instant.
     *
     * @param cases that count, of one grid, in order of opening
     */
    static List<Finding> detect(GridView grid, List<CaseFact> cases, List<SequenceRule> rules, Instant asOf) {
        List<Finding> findings = new ArrayList<>();
        for (SequenceRule rule : rules) {
            // One hotspot a rule and group: five incidents in a row are one thing to tell.
            Map<String, Match> matches = new TreeMap<>();
            for (CaseFact last : cases) {
                Instant at = rule.then().instantOf(last);
                if (rule.then().fits(last) && isWithin(rule, at, asOf)) {
                    List<CaseFact> before = before(rule, last, at, cases);
                    if (before.size() >= rule.firstCount()) {
                        matches.computeIfAbsent(last.categoryGroup(), group -> new Match(at))
                                .add(last, at, before);
                    }
                }
            }
            matches.forEach((group, match) -> findings.add(finding(grid, rule, group, match)));
        }
        return findings;
    }

    private static boolean isWithin(SequenceRule rule, Instant at, Instant asOf) {
        return !at.isAfter(asOf) && at.isAfter(asOf.minusMillis(Math.round(rule.withinHours() * 3_600_000)));
    }

    private static List<CaseFact> before(SequenceRule rule, CaseFact last, Instant at, List<CaseFact> cases) {
        return cases.stream()
                .filter(fact -> !fact.caseId().equals(last.caseId()))
                .filter(fact -> !rule.sameGroup() || fact.categoryGroup().equals(last.categoryGroup()))
                .filter(fact -> rule.first().fits(fact, at))
                .filter(fact -> isWithin(rule, rule.first().instantOf(fact), at))
                .toList();
    }

    private static Finding finding(GridView grid, SequenceRule rule, String group, Match match) {
        return new Finding(
                Detector.SEQUENCE,
                rule.id() + "/" + grid.gridId() + "/" + group,
                rule.id(),
                List.of(grid.gridId()),
                grid.communityIds(),
                group,
                null,
                match.from,
                match.to,
                Evidence.count(match.lasts, "rule " + rule.id()),
                List.copyOf(match.caseIds),
                rule.pageable(),
                "%s: %s, %d times in grid %s.".formatted(grid.english(group), rule.english(), match.lasts, grid.name()),
                "网格%s：%s（%s，%d次）。".formatted(grid.name(), rule.chinese(), grid.chinese(group), match.lasts),
                grid.lon(),
                grid.lat());
    }

    private static final class Match {
        private final TreeSet<String> caseIds = new TreeSet<>();
        private Instant from;
        private Instant to;
        private int lasts;

        Match(Instant at) {
            from = at;
            to = at;
        }

        void add(CaseFact last, Instant at, List<CaseFact> before) {
            lasts++;
            caseIds.add(last.caseId());
            to = at.isAfter(to) ? at : to;
            from = at.isBefore(from) ? at : from;
            for (CaseFact fact : before) {
                caseIds.add(fact.caseId());
                from = fact.openedAt().isBefore(from) ? fact.openedAt() : from;
            }
        }
    }
}

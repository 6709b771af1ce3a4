package org.govbrain.domain.hotspot.detect;

import java.io.Serializable;
import java.util.List;
import org.govbrain.domain.event.Stream;

/**
 * One thing after another in one grid: {@code firstCount} cases of one kind, and within some hours a case of another.
 *
 * @param id kebab-case
 * @param english what it means, the middle of a sentence
 * @param chinese the same in Chinese
 * @param firstCount how many cases of {@code first} must have come before; 0 = {@code then} alone
 * @param withinHours how long before {@code then} they count, and how long the hotspot lasts
 * @param sameGroup only cases of the same category group as {@code then}
 * @param pageable worth waking somebody
 */
public record SequenceRule(
        String id,
        String english,
        String chinese,
        CasePattern first,
        int firstCount,
        CasePattern then,
        double withinHours,
        boolean sameGroup,
        boolean pageable)
        implements Serializable {

    /** Rules that need no city's own categories, and one that uses those that a city has if it brings none. */
    public static final List<SequenceRule> DEFAULTS = List.of(
            new SequenceRule(
                    "incident-after-unresolved-findings",
                    "110 incident after unresolved patrol findings of the same kind",
                    "巡查发现的同类问题未解决后又发生110警情",
                    new CasePattern(List.of(), List.of(), Stream.PATROL, null, true, false),
                    1,
                    new CasePattern(List.of(), List.of(), Stream.LINKAGE110, null, false, false),
                    72.0,
                    true,
                    false),
            new SequenceRule(
                    "finding-reopened",
                    "patrol finding reopened after closing",
                    "巡查发现的问题办结后又重开",
                    CasePattern.ANY,
                    0,
                    new CasePattern(List.of(), List.of(), Stream.PATROL, null, false, true),
                    168.0,
                    false,
                    false),
            new SequenceRule(
                    "fire-hazard-after-fights",
                    "fire hazard after fights or disputes between neighbours",
                    "打架或邻里纠纷后出现消防隐患",
                    new CasePattern(List.of(), List.of("fight", "neighbour-dispute"), null, null, false, false),
                    2,
                    new CasePattern(List.of(), List.of("fire-hazard", "ebike-charging"), null, null, false, false),
                    168.0,
                    false,
                    false));
}

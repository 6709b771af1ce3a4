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

    private static final CasePattern UNRESOLVED_FINDING =
            new CasePattern(List.of(), List.of(), Stream.PATROL, null, true, false);
    private static final CasePattern INCIDENT =
            new CasePattern(List.of(), List.of(), Stream.LINKAGE110, null, false, false);
    private static final CasePattern REOPENED = new CasePattern(List.of(), List.of(), null, null, false, true);

    /** Rules that need no city's own categories. */
    public static final List<SequenceRule> DEFAULTS = List.of(
            new SequenceRule(
                    "incident-after-unresolved-findings",
                    "110 incident after unresolved patrol findings of the same kind",
                    "巡查发现的同类问题未解决后又发生110警情",
                    UNRESOLVED_FINDING,
                    1,
                    INCIDENT,
                    72.0,
                    true,
                    true),
            new SequenceRule(
                    "reopened-again",
                    "case reopened after closing where others of its kind were reopened too",
                    "同类案件办结后一再重开",
                    REOPENED,
                    2,
                    REOPENED,
                    168.0,
                    true,
                    false));
}

package org.govbrain.domain.indicator;

/**
 * What is counted of cases: numerators and denominators of rates, how many of a promise's denominator were fulfilled sooner or
 * later ({@code DONE}), and counts that stand for themselves. A rate is never kept, so that any sum of hours, grids, departments
 * and platforms divides sums. docs/INDICATORS.md defines each. In small letters they are the fields of the documents.
 */
public enum Indicator {
    REPORTED,
    CLOSED,
    OPEN_NOT_DUE,
    ACCEPT_NUMERATOR,
    ACCEPT_DENOMINATOR,
    ASSIGN_NUMERATOR,
    ASSIGN_DENOMINATOR,
    ON_SCENE_NUMERATOR,
    ON_SCENE_DENOMINATOR,
    HANDLE_NUMERATOR,
    HANDLE_DENOMINATOR,
    CLOSE_NUMERATOR,
    CLOSE_DENOMINATOR,
    REWORK_NUMERATOR,
    REWORK_DENOMINATOR,
    RETURN_NUMERATOR,
    RETURN_DENOMINATOR,
    EXTENSION_NUMERATOR,
    EXTENSION_DENOMINATOR,
    SUPERVISION_NUMERATOR,
    SUPERVISION_DENOMINATOR,
    SATISFACTION_NUMERATOR,
    SATISFACTION_DENOMINATOR,
    REPEAT_NUMERATOR,
    REPEAT_DENOMINATOR,
    ACCEPT_DONE,
    ASSIGN_DONE,
    ON_SCENE_DONE,
    HANDLE_DONE,
    CLOSE_DONE,
    OPEN,
    SUSPENDED,
    INVALID,
    FILING_NUMERATOR,
    FILING_DENOMINATOR
}

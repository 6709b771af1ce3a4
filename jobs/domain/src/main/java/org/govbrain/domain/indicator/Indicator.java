package org.govbrain.domain.indicator;

/**
 * What is counted of cases: numerators and denominators of rates, and three counts that stand for themselves. A rate is never
 * kept, so that any sum of hours, grids, departments and platforms divides sums. docs/INDICATORS.md defines each.
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
    REPEAT_DENOMINATOR
}

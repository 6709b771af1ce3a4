package org.govbrain.domain.sla;

import java.time.Instant;

/**
 * One line of why a clock says what it says.
 *
 * @param at business instant
 * @param action start, pause, resume, stop, cancel, reset, hand-over, goal, warn, breach, withdraw, problem
 * @param because event id, or the rule
 * @param en one plain sentence, with its time
 * @param zh the same in Chinese
 */
public record Explanation(Instant at, String action, String because, String en, String zh) {}

package org.govbrain.domain.sla;

/**
 * One thing in a policy that cannot be meant.
 *
 * @param clock index of the clock in the policy
 * @param key the clock's key that is at fault, for example {@code pause}
 * @param found what stands there
 * @param reason what it would lead to, and what was expected instead
 */
public record PolicyFinding(int clock, String key, String found, String reason) {}

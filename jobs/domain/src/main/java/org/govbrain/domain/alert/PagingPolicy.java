package org.govbrain.domain.alert;

import java.util.List;
import java.util.Optional;

/**
 * The rules by which officers are told.
 *
 * @param chain roles from level 1 up
 * @param fallback the role told when the chain has been told, or is empty: one level above it
 * @param rules the first that means an alert holds; an alert that none means is not paged
 */
public record PagingPolicy(
        String version, List<String> chain, String fallback, List<PagingRule> rules, List<Inhibition> inhibitions) {

    public PagingPolicy {
        chain = List.copyOf(chain);
        rules = List.copyOf(rules);
        inhibitions = List.copyOf(inhibitions);
    }

    /** How an alert is paged, as the page keeps it whatever the policy says later; empty when it is not. */
    Optional<PagePlan> planFor(Alert alert) {
        return rules.stream()
                .filter(rule -> rule.when().matches(alert))
                .findFirst()
                .filter(PagingRule::page)
                .map(rule -> PagePlan.of(this, rule));
    }
}

package org.govbrain.domain.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * The order that a page keeps from its beginning, whatever the policy says later. Who is on duty is not in it: that is
 * asked when a message goes out.
 *
 * @param roles the chain and, last, the fallback; level 1 is the first
 */
public record PagePlan(
        String policyVersion,
        String ruleId,
        List<String> roles,
        boolean emergency,
        int startLevel,
        long waitMs,
        long stepMs,
        long ackTimeoutMs,
        long repeatMs,
        int repeatMost) {

    public PagePlan {
        roles = List.copyOf(roles);
    }

    static PagePlan of(PagingPolicy policy, PagingRule rule) {
        List<String> roles = new ArrayList<>(policy.chain());
        roles.add(policy.fallback());
        return new PagePlan(
                policy.version(),
                rule.id(),
                roles,
                rule.emergency(),
                Math.min(rule.startLevel(), roles.size()),
                rule.waitMs(),
                rule.stepMs(),
                rule.ackTimeoutMs(),
                rule.repeatMs(),
                rule.repeatMost());
    }

    int lastLevel() {
        return roles.size();
    }

    String role(int level) {
        return roles.get(level - 1);
    }
}

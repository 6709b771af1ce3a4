package org.govbrain.domain.sla;

import java.util.List;

/**
 * The clocks that a city promises to keep.
 *
 * @param version stands on every clock and breach
 * @param onPolicyChange what this version means for matters opened before it
 */
public record Policy(String version, OnPolicyChange onPolicyChange, List<ClockRule> clocks) {

    /** Open matters keep the version under which they were opened, or take this one. */
    public enum OnPolicyChange {
        KEEP,
        ADOPT
    }

    /** The policy of a city that promises nothing. */
    public static Policy none() {
        return new Policy("none", OnPolicyChange.KEEP, List.of());
    }

    public Policy {
        clocks = List.copyOf(clocks);
    }
}

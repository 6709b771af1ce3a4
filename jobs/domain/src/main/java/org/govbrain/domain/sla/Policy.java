package org.govbrain.domain.sla;

import java.util.List;
import org.govbrain.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks that a city promises to keep.
 *
 * @param version stands on every clock and breach
 * @param onPolicyChange what this version means for matters opened before it
 * @param feeds how long sources may be silent; one without a rule is not watched
 */
public record Policy(String version, OnPolicyChange onPolicyChange, List<ClockRule> clocks, List<FeedRule> feeds) {

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
        feeds = List.copyOf(feeds);
    }

    /** A policy that watches no feed. */
    public Policy(String version, OnPolicyChange onPolicyChange, List<ClockRule> clocks) {
        this(version, onPolicyChange, clocks, List.of());
    }

    /** The rule of a source system: its own before that of its stream; null if there is none. */
    public @Nullable FeedRule feedRule(Stream stream, String sourceSystem) {
        FeedRule found = null;
        for (FeedRule rule : feeds) {
            boolean own = sourceSystem.equals(rule.sourceSystem());
            if (rule.stream() == stream && (own || (found == null && rule.sourceSystem() == null))) {
                found = rule;
            }
        }
        return found;
    }
}

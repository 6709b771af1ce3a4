package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.Matter;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.jspecify.annotations.Nullable;

/**
 * One case as known at one instant: what happened, and how its clocks stand.
 *
 * @param caseId the origin's id where there is one, else the platform's
 * @param origin patrol, linkage110 or platform
 * @param mergedInto the case that supersedes this one, null while it stands for itself
 * @param nextChangeAt the earliest instant ahead at which time alone changes a clock
 * @param revision grows with what is known; equal knowledge has an equal revision
 */
public record CaseSituation(
        String caseId,
        String origin,
        @Nullable String mergedInto,
        Matter matter,
        String categoryGroup,
        Place place,
        List<CaseLink> links,
        List<Clock> clocks,
        Light light,
        String policyVersion,
        @Nullable Instant nextChangeAt,
        long revision) {

    /** Neither closed nor cancelled nor superseded. */
    public boolean isOpen() {
        return mergedInto == null && !matter.stage().isEnded();
    }

    /** Who has the case: its department, before one was given it the platform, and the command room while no platform knows of it. */
    public String ownerId() {
        if (matter.departmentId() != null) {
            return matter.departmentId();
        }
        return matter.platform() != null ? matter.platform() : Breach.DISPATCHER;
    }

    /** Whether one of its clocks stands out, so that its document says why each stands as it does. */
    public boolean standsOut() {
        return standsOut(clocks);
    }

    /**
     * Whether a deadline was missed, or time stands still, or cannot be told. It asks what is and not what was once said:
     * else the document would tell of the order of arrival.
     */
    static boolean standsOut(List<Clock> clocks) {
        for (int i = 0; i < clocks.size(); i++) {
            Clock clock = clocks.get(i);
            if (clock.state() == ClockState.BREACHED || clock.state() == ClockState.PAUSED || clock.problem() != null) {
                return true;
            }
        }
        return false;
    }
}

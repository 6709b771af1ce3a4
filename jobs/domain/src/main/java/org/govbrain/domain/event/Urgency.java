package org.govbrain.domain.event;

/** How pressing a matter is; {@code URGENT} is an emergency. */
public enum Urgency {
    ROUTINE,
    URGENT;

    /**
     * The urgency of a case once {@code event} has happened. Only a platform can calm a matter down: a patrol or 110 record
     * that leaves its urgency out says ROUTINE by default, and without this rule the patrol car's "arrived" would
     * switch the emergency off.
     */
    public Urgency after(GovernanceEvent event) {
        Urgency given = event.urgency();
        if (given == null) {
            return this;
        }
        return event.stream() == Stream.PLATFORM || given == URGENT ? given : this;
    }
}

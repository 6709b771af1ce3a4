package org.govbrain.domain.event;

/** How pressing a matter is; {@code URGENT} is an emergency. */
public enum Urgency {
    ROUTINE,
    URGENT
}

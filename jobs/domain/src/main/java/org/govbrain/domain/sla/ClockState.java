package org.govbrain.domain.sla;

/** Where a clock stands. Declared from harmless to grave, so that the worst of several is their maximum. */
public enum ClockState {
    WITHDRAWN,
    CANCELLED,
    MET,
    PAUSED,
    RUNNING,
    WARNED,
    BREACHED
}

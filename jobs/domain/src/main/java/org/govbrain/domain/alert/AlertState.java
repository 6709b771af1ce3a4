package org.govbrain.domain.alert;

/** Whether what an alert says holds. */
public enum AlertState {
    OPEN,
    /** It held and is over. */
    RESOLVED,
    /** It never held: a late record proved it. */
    WITHDRAWN
}

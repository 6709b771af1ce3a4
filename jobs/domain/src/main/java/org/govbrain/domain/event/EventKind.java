package org.govbrain.domain.event;

/**
 * What happened, over all three streams. The declaration order is the natural order of a case's life and
 * breaks ties between events of one instant, so that a fold never depends on the order of arrival.
 */
public enum EventKind {
    CHECK_IN,
    VISIT,
    RECEIVED,
    FINDING,
    REPORTED,
    REOPENED,
    ACCEPTED,
    REJECTED,
    RETURNED,
    ASSIGNED,
    DISPATCHED,
    TRANSFERRED,
    SUPERVISED,
    SUSPENDED,
    RESUMED,
    ARRIVED,
    STOOD_DOWN,
    FEEDBACK,
    RESOLVED_ON_SITE,
    CLOSED,
    CANCELLED,
    CHECK_OUT
}

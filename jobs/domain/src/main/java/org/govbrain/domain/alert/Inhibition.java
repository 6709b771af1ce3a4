package org.govbrain.domain.alert;

/** While an alert that {@code source} means is open, one that {@code target} means about the same case is not paged. */
public record Inhibition(String id, AlertMatch source, AlertMatch target) {

    /** Whether {@code holder} keeps {@code held} quiet. An alert never keeps itself quiet. */
    boolean holds(Alert holder, Alert held) {
        return holder.isOpen()
                && holder.unconfirmed() == null
                && !holder.dedupKey().equals(held.dedupKey())
                && source.matches(holder)
                && target.matches(held)
                && holder.caseIds().stream().anyMatch(held.caseIds()::contains);
    }
}

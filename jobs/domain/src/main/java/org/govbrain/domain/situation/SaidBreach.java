package org.govbrain.domain.situation;

/** A breach with the revision of the case that says so. */
public record SaidBreach(Breach breach, long revision) {}

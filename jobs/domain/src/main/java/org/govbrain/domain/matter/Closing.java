package org.govbrain.domain.matter;

import java.time.Instant;

/** A closing that did not last, because the case was reopened. */
public record Closing(int cycle, Instant at) {}

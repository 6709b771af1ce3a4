package org.govbrain.engine.situation;

import java.time.Instant;
import org.govbrain.domain.matter.LinkCandidate;

/** Half of a probable link at one of the places where it may meet the other half. */
public record PlacedCandidate(String place, Instant heardAt, LinkCandidate candidate) {}

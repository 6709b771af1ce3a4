package org.govbrain.engine.situation;

import java.time.Instant;
import org.govbrain.domain.matter.LinkCandidate;

/**
 * Half of a probable link at one of the places where it may meet the other half.
 *
 * @param joined the origin of this platform case is known: it is linked to nothing, and a link that was told says
 *     nothing any more
 */
public record PlacedCandidate(String place, Instant heardAt, LinkCandidate candidate, boolean joined) {}

package org.govbrain.engine.situation;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.engine.compact.CompactRecord;

/**
 * Half of a probable link at one of the places where it may meet the other half.
 *
 * @param joined the origin of this platform case is known: it is linked to nothing, and a link that was told says
 *     nothing any more
 */
@TypeInfo(CompactRecord.class)
public record PlacedCandidate(String place, Instant heardAt, LinkCandidate candidate, boolean joined) {}

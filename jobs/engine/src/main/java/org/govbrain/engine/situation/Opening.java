package org.govbrain.engine.situation;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.compact.CompactRecord;

/**
 * The event that opens an incident or a platform case, which may be half of a probable link.
 *
 * @param joined the origin of the platform case is known, so that it needs no link
 */
@TypeInfo(CompactRecord.class)
public record Opening(Instant heardAt, GovernanceEvent event, boolean joined) {}

package org.govbrain.engine.input;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.compact.CompactRecord;

/** A located event with the instant at which the broker, or the file, gave it to us. */
@TypeInfo(CompactRecord.class)
public record HeardEvent(Instant heardAt, GovernanceEvent event) {}

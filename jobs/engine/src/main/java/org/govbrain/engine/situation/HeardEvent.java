package org.govbrain.engine.situation;

import java.time.Instant;
import org.govbrain.domain.event.GovernanceEvent;

/** A located event with the instant at which the broker, or the file, gave it to us. */
public record HeardEvent(Instant heardAt, GovernanceEvent event) {}

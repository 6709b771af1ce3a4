package org.govbrain.domain.situation;

import org.govbrain.domain.event.GovernanceEvent;

/** One step of a patrol and where it was, in the words in which the city was described at that time. */
public record PatrolStep(GovernanceEvent event, Place place) {}

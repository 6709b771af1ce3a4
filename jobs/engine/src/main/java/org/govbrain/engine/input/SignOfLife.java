package org.govbrain.engine.input;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat: everything of this partition up to {@code at} has arrived.
 *
 * @param sourceSystem the system that says that it is alive; null for the pacemaker
 */
public record SignOfLife(Instant at, @Nullable String sourceSystem) {}

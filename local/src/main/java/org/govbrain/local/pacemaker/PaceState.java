package org.govbrain.local.pacemaker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the pacemaker must remember over a restart.
 *
 * @param newest newest time of an event seen on any input topic; null before the first
 * @param sawCurrent whether some event was current when the broker took it
 * @param wall whether {@link ClockMode#AUTO} has settled on this machine's clock, which it never leaves again
 */
public record PaceState(@Nullable Instant newest, boolean sawCurrent, boolean wall) {
    public static final PaceState EMPTY = new PaceState(null, false, false);
}

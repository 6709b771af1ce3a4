package org.govbrain.domain.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a feed is silent. */
@FunctionalInterface
public interface FeedLimit {
    /** The instant from which a feed that gave its last sign of life at {@code lastAt} is silent; null for never. */
    @Nullable
    Instant silentFrom(Instant lastAt);
}

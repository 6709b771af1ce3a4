package org.govbrain.domain.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One feed now.
 *
 * @param silentSince since when it has been silent for too long; null while it lives
 * @param eventsInHour events in the hour of the newest one
 * @param revision grows with each sign of life, with each version of the limit and with each silence
 */
public record FeedSituation(FeedSigns signs, @Nullable Instant silentSince, long eventsInHour, long revision) {}

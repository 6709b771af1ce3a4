package org.govbrain.domain.sla;

import org.govbrain.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a source system may say nothing.
 *
 * @param sourceSystem the one that is meant; null for every one of the stream that has no rule of its own
 * @param silentAfter working time of {@code calendar} without a sign of life, at least a minute
 */
public record FeedRule(Stream stream, @Nullable String sourceSystem, Span silentAfter, String calendar) {}

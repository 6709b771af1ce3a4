package org.govbrain.domain.matter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a platform case belongs to another case than the one that is told so.
 *
 * @param toCaseId the case that it belongs to
 * @param events how many of its events are known there; the case that lost it counts them as if it knew them too, so
 *     that its revision grows and says the same whether it had ever heard them
 * @param lastAt the newest of them, which counts likewise
 */
public record CaseMove(
        String toCaseId, int events, @Nullable Instant lastAt) {}

package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the patrols of one grid amount to.
 *
 * @param breaches those that say something new
 * @param nextChangeAt the earliest instant ahead at which time alone changes something; null for none
 */
public record PatrolNews(
        List<SaidBreach> breaches, @Nullable Instant nextChangeAt) {
    public PatrolNews {
        breaches = List.copyOf(breaches);
    }
}

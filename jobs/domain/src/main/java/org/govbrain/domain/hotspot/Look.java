package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.List;

/**
 * What was found in a closed slice.
 *
 * @param end of the slice
 * @param asOf what had happened until then was known
 * @param dirty something that it saw was corrected since
 */
public record Look(Instant end, Instant asOf, boolean dirty, List<Finding> findings) {
    public Look {
        findings = List.copyOf(findings);
    }
}

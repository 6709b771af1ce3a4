package org.govbrain.engine.reference;

import java.util.List;
import org.govbrain.domain.sla.Policy;
import org.govbrain.domain.sla.Scenario;

/** What {@code policy.yaml} says: the clocks, and examples of what they must and must not do. */
public record PolicyFile(Policy policy, List<Scenario> examples) {
    public PolicyFile {
        examples = List.copyOf(examples);
    }
}

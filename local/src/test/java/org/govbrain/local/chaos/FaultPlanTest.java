package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FaultPlanTest {

    @Property(seed = "20261126")
    void the_same_seed_gives_the_same_faults_in_order_of_time(
            @ForAll long seed, @ForAll @IntRange(max = 60) int count, @ForAll boolean cluster) {
        List<FaultKind> kinds = FaultKind.of(cluster);
        FaultPlan plan = FaultPlan.of(seed, count, kinds);
        assertThat(plan).isEqualTo(FaultPlan.of(seed, count, kinds));
        assertThat(plan.faults()).hasSize(count);
        assertThat(plan.faults().stream().map(FaultPlan.Fault::at)).isSorted();
        assertThat(plan.faults()).allSatisfy(fault -> assertThat(fault.at()).isBetween(0.0, 1.0));
    }

    @Property(seed = "20261126")
    void every_kind_comes_once_before_one_comes_twice(@ForAll long seed, @ForAll boolean cluster) {
        List<FaultKind> kinds = FaultKind.of(cluster);
        FaultPlan plan = FaultPlan.of(seed, kinds.size(), kinds);
        assertThat(new TreeSet<>(
                        plan.faults().stream().map(FaultPlan.Fault::kind).toList()))
                .isEqualTo(new TreeSet<>(kinds));
    }
}

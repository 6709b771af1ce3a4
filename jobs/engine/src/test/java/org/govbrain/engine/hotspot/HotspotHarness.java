package org.govbrain.engine.hotspot;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;

/** What tests of single operators share. */
final class HotspotHarness {
    private HotspotHarness() {}

    /** The statistics of districts, from their beginning or from what was stored of them. */
    static KeyedOneInputStreamOperatorTestHarness<Integer, DistrictInput, SaidHotspot> districts(
            FixedReferenceSource city, @Nullable OperatorSubtaskState stored) throws Exception {
        var districts = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WatchDistrictFunction(new HotspotSettings(city, Long.MAX_VALUE))),
                DistrictInput::district,
                Types.INT);
        districts.setup();
        if (stored != null) {
            districts.initializeState(stored);
        }
        districts.open();
        return districts;
    }

    /** What stands in the end: of each hotspot the highest revision, and of equal ones the last. */
    static SortedMap<String, SaidHotspot> newest(List<SaidHotspot> said) {
        SortedMap<String, SaidHotspot> newest = new TreeMap<>();
        said.forEach(
                each -> newest.merge(each.hotspot().hotspotId(), each, (a, b) -> b.revision() >= a.revision() ? b : a));
        return newest;
    }
}

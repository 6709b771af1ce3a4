package org.govbrain.engine.hotspot;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;

/** What tests of single operators share. */
final class HotspotHarness {
    private HotspotHarness() {}

    /** The statistics of districts. */
    static KeyedRun<Integer, DistrictInput, SaidHotspot> districts(FixedReferenceSource city) throws Exception {
        return new KeyedRun<>(
                () -> new KeyedProcessOperator<>(new WatchDistrictFunction(live(city))),
                DistrictInput::district,
                Types.INT,
                null);
    }

    /** The rules of grids. */
    static OperatorRun<HotspotInput, SaidHotspot> grids(FixedReferenceSource city) throws Exception {
        return new OperatorRun<>(() -> new WatchGridFunction(live(city)), HotspotInput::gridId);
    }

    /** The trips of persons. */
    static OperatorRun<LoggedCase, HotspotInput> trips(FixedReferenceSource city) throws Exception {
        return new OperatorRun<>(() -> new FindTripsFunction(live(city)), LoggedCase::key);
    }

    private static HotspotSettings live(FixedReferenceSource city) {
        return new HotspotSettings(city, Long.MAX_VALUE);
    }

    /** What stands in the end: of each hotspot the highest revision, and of equal ones the last. */
    static SortedMap<String, SaidHotspot> newest(List<SaidHotspot> said) {
        SortedMap<String, SaidHotspot> newest = new TreeMap<>();
        said.forEach(
                each -> newest.merge(each.hotspot().hotspotId(), each, (a, b) -> b.revision() >= a.revision() ? b : a));
        return newest;
    }
}

package org.govbrain.engine.hotspot;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.ReferenceSource;

/** What tests of single operators share. */
final class HotspotHarness {
    private HotspotHarness() {}

    /** The statistics of districts. */
    static KeyedRun<Integer, DistrictInput, SaidHotspot> districts(ReferenceSource city) throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new WatchDistrictFunction(live(city))),
                DistrictInput::district,
                Types.INT,
                null);
    }

    /** The rules of grids. */
    static KeyedRun<String, HotspotInput, SaidHotspot> grids(ReferenceSource city) throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new WatchGridFunction(live(city))),
                HotspotInput::gridId,
                Types.STRING,
                null);
    }

    /** The trips of persons. */
    static KeyedRun<String, LoggedCase, HotspotInput> trips(ReferenceSource city) throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(new FindTripsFunction(live(city))),
                LoggedCase::key,
                Types.STRING,
                null);
    }

    private static HotspotSettings live(ReferenceSource city) {
        return new HotspotSettings(city, Long.MAX_VALUE);
    }

    /** What stands in the end: of each hotspot the highest revision, and of equal ones the last. */
    static SortedMap<String, SaidHotspot> newest(List<SaidHotspot> said) {
        SortedMap<String, SaidHotspot> newest = new TreeMap<>();
        said.forEach(
                each -> newest.merge(each.hotspot().hotspotId(), each, (a, b) -> b.revision() >= a.revision() ? b : a));
        return newest;
    }

    /** Of what stands in the end, as {@link #newest}, the words about each that is not withdrawn. */
    static SortedMap<String, String> standing(List<SaidHotspot> said, Function<SaidHotspot, ?> words) {
        SortedMap<String, String> standing = new TreeMap<>();
        newest(said).forEach((id, each) -> {
            if (!each.hotspot().withdrawn()) {
                standing.put(id, words.apply(each).toString());
            }
        });
        return standing;
    }
}

package org.govbrain.engine.hotspot;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.follow.FollowReferenceOperator;

/**
 * The hotspots' part of the situation job.
 *
 * <pre>
 * cases as logged ─► find trips ─┐
 * cases, patrol steps ───────────┴─► watch grid ─┬──────────────────► hotspots, grids in short
 *                                                └─► watch district ─►
 * </pre>
 */
public final class HotspotPipeline {
    private HotspotPipeline() {}

    /** From what happens in grids, and who logged it, to what is said about it. */
    public static HotspotStreams of(
            DataStream<HotspotInput> inputs, DataStream<LoggedCase> logged, HotspotSettings settings) {
        SingleOutputStreamOperator<HotspotInput> trips = logged.keyBy(LoggedCase::key)
                .transform(
                        "Find trips that were logged as matters",
                        TypeInformation.of(HotspotInput.class),
                        new FollowReferenceOperator<>(new FindTripsFunction(settings)))
                .uid("find-trips");
        SingleOutputStreamOperator<SaidHotspot> grids = inputs.union(trips)
                .keyBy(HotspotInput::gridId)
                .transform(
                        "Watch each grid by rules",
                        CompactRecord.type(SaidHotspot.class),
                        new FollowReferenceOperator<>(new WatchGridFunction(settings)))
                .uid("watch-grid");
        SingleOutputStreamOperator<SaidHotspot> districts = grids.getSideOutput(HotspotStreams.DISTRICTS)
                .keyBy(DistrictInput::district)
                .transform(
                        "Watch each district by statistics",
                        CompactRecord.type(SaidHotspot.class),
                        new FollowReferenceOperator<>(new WatchDistrictFunction(settings)))
                .uid("watch-district");
        return new HotspotStreams(
                grids.union(districts),
                grids.getSideOutput(HotspotStreams.GRIDS).union(districts.getSideOutput(HotspotStreams.GRIDS)));
    }
}

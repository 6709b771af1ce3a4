package org.govbrain.engine.hotspot;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.compact.CompactRecord;

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
                .process(new FindTripsFunction(settings))
                .uid("find-trips")
                .name("Find trips that were logged as matters");
        SingleOutputStreamOperator<SaidHotspot> grids = inputs.union(trips)
                .keyBy(HotspotInput::gridId)
                .process(new WatchGridFunction(settings), CompactRecord.type(SaidHotspot.class))
                .uid("watch-grid")
                .name("Watch each grid by rules");
        SingleOutputStreamOperator<SaidHotspot> districts = grids.getSideOutput(HotspotStreams.DISTRICTS)
                .keyBy(DistrictInput::district)
                .process(new WatchDistrictFunction(settings), CompactRecord.type(SaidHotspot.class))
                .uid("watch-district")
                .name("Watch each district by statistics");
        return new HotspotStreams(
                grids.union(districts),
                grids.getSideOutput(HotspotStreams.GRIDS).union(districts.getSideOutput(HotspotStreams.GRIDS)));
    }
}

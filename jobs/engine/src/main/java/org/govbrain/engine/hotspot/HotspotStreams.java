package org.govbrain.engine.hotspot;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.SaidHotspot;

/**
 * What is said about hotspots.
 *
 * @param grids the same in short, for each grid that it is about
 */
public record HotspotStreams(DataStream<SaidHotspot> hotspots, DataStream<GridHotspots> grids) {

    /** What a district must hear. */
    static final OutputTag<DistrictInput> DISTRICTS = new OutputTag<>("districts") {};

    /** Each grid's hotspots in short. */
    static final OutputTag<GridHotspots> GRIDS = new OutputTag<>("grid-hotspots") {};
}

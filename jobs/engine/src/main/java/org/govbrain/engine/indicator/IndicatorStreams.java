package org.govbrain.engine.indicator;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.indicator.Amendment;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.indicator.IndicatorSums;

/** The numbers as they are now, and what of them, and of single cases and breaches, became known after they were published. */
public record IndicatorStreams(
        DataStream<IndicatorSums> indicators,
        DataStream<IndicatorCorrection> corrections,
        DataStream<Amendment> amendments) {

    /** What became known of the opening and the end of cases after it was published. */
    static final OutputTag<Amendment> AMENDMENTS = new OutputTag<>("amendments") {};
}

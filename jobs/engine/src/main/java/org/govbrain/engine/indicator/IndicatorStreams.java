package org.govbrain.engine.indicator;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.govbrain.domain.indicator.IndicatorCorrection;
import org.govbrain.domain.indicator.IndicatorSums;

/** The numbers as they are now, and what of them became known after they were published. */
public record IndicatorStreams(DataStream<IndicatorSums> indicators, DataStream<IndicatorCorrection> corrections) {}

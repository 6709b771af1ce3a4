package org.govbrain.engine.feed;

import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.engine.input.Inbound;

/** Passes the signs on with each watermark, the one at the end of the input included: functions don't see watermarks. */
final class SumSignsOperator extends ProcessOperator<Inbound, FeedSigns> {
    private static final long serialVersionUID = 1L;
    private final SumSignsFunction sums;

    SumSignsOperator(Stream stream) {
        this(new SumSignsFunction(stream));
    }

    private SumSignsOperator(SumSignsFunction sums) {
        super(sums);
        this.sums = sums;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        for (FeedSigns signs : sums.take()) {
            output.collect(new StreamRecord<>(signs));
        }
        super.processWatermark(mark);
    }
}

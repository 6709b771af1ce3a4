package org.govbrain.engine.gather;

import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes on what was gathered before each watermark, the one at the end of the input included: whoever hears the watermark has
 * heard everything before it. Functions don't see watermarks.
 */
public final class GatherOperator<I, O> extends ProcessOperator<I, O> {
    private static final long serialVersionUID = 1L;
    private final GatherFunction<I, O> gathering;

    public GatherOperator(GatherFunction<I, O> gathering) {
        super(gathering);
        this.gathering = gathering;
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        for (O gathered : gathering.waiting()) {
            output.collect(new StreamRecord<>(gathered));
        }
        gathering.clear();
        super.processWatermark(mark);
    }
}

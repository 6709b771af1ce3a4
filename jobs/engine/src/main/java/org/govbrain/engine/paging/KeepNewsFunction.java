package org.govbrain.engine.paging;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.engine.input.PageInput;

/** Alerts and receipts go on, dead letters aside. */
final class KeepNewsFunction extends ProcessFunction<PageInput, PageInput> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(PageInput input, Context context, Collector<PageInput> out) {
        if (input.deadLetter() != null) {
            context.output(PagingStreams.DEAD_LETTERS, input.deadLetter());
        } else {
            out.collect(input);
        }
    }
}

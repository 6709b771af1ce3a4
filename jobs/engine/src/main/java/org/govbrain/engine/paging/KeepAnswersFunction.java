package org.govbrain.engine.paging;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.PageInput;

/** Sorts what officers sent: answers go on, dead letters aside; heartbeats have done their work. */
final class KeepAnswersFunction extends ProcessFunction<Inbound, PageInput> {
    private static final long serialVersionUID = 1L;
    private transient Counter answers;

    @Override
    public void open(OpenContext context) {
        answers = getRuntimeContext().getMetricGroup().addGroup("govbrain").counter("answers");
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<PageInput> out) {
        if (inbound.answer() != null) {
            answers.inc();
            out.collect(PageInput.of(inbound.answer()));
        } else if (inbound.deadLetter() != null) {
            context.output(PagingStreams.DEAD_LETTERS, inbound.deadLetter());
        }
    }
}

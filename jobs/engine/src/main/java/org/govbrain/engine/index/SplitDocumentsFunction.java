package org.govbrain.engine.index;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.input.DeadLetter;

/** Documents go on, dead letters aside. */
final class SplitDocumentsFunction extends ProcessFunction<DocumentInput, DocumentWrite> {
    private static final long serialVersionUID = 1L;

    /** Records of document topics that are no documents. */
    static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    @Override
    public void processElement(DocumentInput input, Context context, Collector<DocumentWrite> out) {
        if (input.write() != null) {
            out.collect(input.write());
        } else if (input.deadLetter() != null) {
            context.output(DEAD_LETTERS, input.deadLetter());
        }
    }
}

package org.govbrain.engine.situation;

import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.patrol.PatrolInput;

/** What earlier runs said last, each word to who must stand by it or take it back. Lists of one stream, or of none in a replay. */
record SaidStreams(
        List<DataStream<CaseInput>> cases, List<DataStream<PatrolInput>> patrols, List<DataStream<GridFact>> grids) {

    private static final OutputTag<PatrolInput> PATROLS = new OutputTag<>("said-of-patrols") {};
    private static final OutputTag<GridFact> GRIDS =
            new OutputTag<>("said-of-grids", CompactRecord.type(GridFact.class));

    static SaidStreams none() {
        return new SaidStreams(List.of(), List.of(), List.of());
    }

    /** Sorts them; there are few. */
    static SaidStreams of(DataStream<Echo> echoes) {
        SingleOutputStreamOperator<CaseInput> cases = echoes.process(new SortFunction())
                .uid("sort-echoes")
                .name("Sort what was said before the start")
                .setParallelism(1);
        return new SaidStreams(
                List.of(cases), List.of(cases.getSideOutput(PATROLS)), List.of(cases.getSideOutput(GRIDS)));
    }

    /** A stream, and what was said. */
    static <T> DataStream<T> union(DataStream<T> stream, List<DataStream<T>> said) {
        DataStream<T> all = stream;
        for (DataStream<T> each : said) {
            all = all.union(each);
        }
        return all;
    }

    private static final class SortFunction extends ProcessFunction<Echo, CaseInput> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Echo echo, Context context, Collector<CaseInput> out) {
            Breach breach = echo.breach();
            if (breach == null) {
                context.output(GRIDS, GridFact.said(echo.key(), echo.revision()));
            } else if (breach.caseKey() == null) {
                context.output(PATROLS, PatrolInput.said(breach));
            } else {
                out.collect(CaseInput.said(echo.key(), echo.saidAt(), breach));
            }
        }
    }
}

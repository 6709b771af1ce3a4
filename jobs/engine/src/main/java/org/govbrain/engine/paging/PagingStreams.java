package org.govbrain.engine.paging;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.OutputTag;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.engine.input.DeadLetter;

/** What the paging job says. */
public record PagingStreams(
        DataStream<Delivery> deliveries, DataStream<PageRecord> pages, DataStream<DeadLetter> deadLetters) {

    /** Lines of the audit. */
    static final OutputTag<PageRecord> PAGES = new OutputTag<>("pages") {};

    /** Records that could not be used. */
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters") {};
}

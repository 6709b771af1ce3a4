package org.govbrain.engine.situation;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.input.DeadLetter;

/**
 * What is said about cases.
 *
 * @param cases with their side outputs, {@link SituationStreams}
 * @param deadLetters events from which nothing is folded
 */
record CaseStreams(SingleOutputStreamOperator<CaseSituation> cases, DataStream<DeadLetter> deadLetters) {}

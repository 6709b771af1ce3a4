package org.govbrain.engine.situation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.schemas.json.DocumentJson;

/**
 * What the whole graph says in the end about lists of events, each in its order of arrival.
 *
 * @param duplicates events that the job says to have had already, by its counters
 */
record SituationRun(
        Map<String, CaseSituation> cases,
        Map<String, SaidBreach> breaches,
        Map<String, GridSituation> grids,
        Map<String, IndicatorSums> indicators,
        List<DeadLetter> deadLetters,
        long duplicates) {

    static final FixedReferenceSource NO_CITY = FixedReferenceSource.of(Map.of());

    /** One event after the other, as of an instant. */
    static SituationRun inOrder(Instant asOf, List<Inbound> arrivals) throws Exception {
        return of(asOf, arrivals, 1, NO_CITY);
    }

    /** Arrivals dealt out to as many partitions. */
    static SituationRun of(Instant asOf, List<Inbound> arrivals, int partitions, ReferenceSource reference)
            throws Exception {
        return of(asOf, arrivals, partitions, reference, SituationJob.config());
    }

    /** The same with settings of the cluster. */
    static SituationRun of(
            Instant asOf, List<Inbound> arrivals, int partitions, ReferenceSource reference, Configuration config)
            throws Exception {
        KeptCounters counters = new KeptCounters();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(
                partitions, counters.addTo(new Configuration(config)));
        SituationStreams said = SituationJob.pipeline(
                source(env, Stream.PATROL, arrivals),
                source(env, Stream.LINKAGE110, arrivals),
                source(env, Stream.PLATFORM, arrivals),
                SituationSettings.replay(reference, asOf));
        CloseableIterator<CaseSituation> cases = said.cases().collectAsync();
        CloseableIterator<SaidBreach> breaches = said.breaches().collectAsync();
        CloseableIterator<GridSituation> grids = said.grids().collectAsync();
        CloseableIterator<IndicatorSums> indicators =
                said.indicators().indicators().collectAsync();
        CloseableIterator<DeadLetter> letters = said.deadLetters().collectAsync();
        env.execute();
        List<DeadLetter> deadLetters = new ArrayList<>();
        letters.forEachRemaining(deadLetters::add);
        return new SituationRun(
                newest(cases, CaseSituation::caseId, CaseSituation::revision),
                newest(breaches, breach -> breach.breach().breachId(), SaidBreach::documentRevision),
                newest(grids, GridSituation::gridId, GridSituation::revision),
                newest(indicators, sums -> sums.cell().id(), IndicatorSums::revision),
                deadLetters,
                counters.sum("duplicates"));
    }

    Breach breach(String id) {
        return Objects.requireNonNull(breaches.get(id), id).breach();
    }

    CaseSituation caseOf(String id) {
        return Objects.requireNonNull(cases.get(id), id);
    }

    /** Documents of the cases that stand for themselves; a superseded one tells of the order in which we heard. */
    Map<String, String> standing() {
        Map<String, String> documents = new TreeMap<>();
        cases.forEach((id, situation) -> {
            if (situation.mergedInto() == null) {
                documents.put(id, new CaseMapper().toDocument(situation).toString());
            }
        });
        return documents;
    }

    /** Documents of the breaches but for those withdrawn, which tell of what we once believed. */
    Map<String, String> confirmed() {
        Map<String, String> documents = new TreeMap<>();
        breaches.forEach((id, said) -> {
            if (said.breach().state() != BreachState.WITHDRAWN) {
                documents.put(id, new BreachMapper().toDocument(said).toString());
            }
        });
        return documents;
    }

    /** What is counted in each cell; one that cases have left counts nothing. */
    Map<String, String> counted() {
        Map<String, String> counted = new TreeMap<>();
        indicators.forEach((id, sums) -> {
            if (!sums.counts().isEmpty()) {
                counted.put(id, sums.counts().toString());
            }
        });
        return counted;
    }

    /** Documents of the cells that count something, as they are indexed; one that cases have left tells of what we once believed. */
    Map<String, String> indicatorDocuments() {
        Map<String, String> documents = new TreeMap<>();
        indicators.forEach((id, sums) -> {
            if (!sums.counts().isEmpty()) {
                documents.put(
                        id,
                        new String(
                                DocumentJson.toJson(new IndicatorMapper().toDocument(sums)), StandardCharsets.UTF_8));
            }
        });
        return documents;
    }

    private static DataStream<Inbound> source(StreamExecutionEnvironment env, Stream stream, List<Inbound> arrivals) {
        List<Inbound> inbound = new ArrayList<>();
        for (Inbound arrival : arrivals) {
            if (arrival.event() != null && arrival.event().stream() == stream) {
                inbound.add(arrival);
            }
        }
        // A source must have something to have a type; a sign of life long ago says nothing.
        inbound.add(0, Inbound.of(new SignOfLife(Instant.EPOCH, null), Instant.EPOCH));
        return env.fromData(Inbound.class, inbound.toArray(Inbound[]::new))
                .uid("source-" + stream)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                        .withTimestampAssigner((each, before) -> each.at().toEpochMilli()))
                .uid("time-" + stream);
    }

    /** As an index with external versions keeps it: a lower or equal revision changes nothing. */
    private static <T> Map<String, T> newest(
            CloseableIterator<T> values, Function<T, String> id, ToLongFunction<T> revision) {
        Map<String, T> newest = new HashMap<>();
        values.forEachRemaining(value -> newest.merge(
                id.apply(value), value, (a, b) -> revision.applyAsLong(b) > revision.applyAsLong(a) ? b : a));
        return newest;
    }
}

package org.govbrain.engine.hotspot;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.engine.situation.SituationStreams;
import org.govbrain.schemas.document.GridDocument;
import org.govbrain.schemas.document.HotspotDocument;

/**
 * What the whole situation job says about hotspots.
 *
 * @param words every document in the order of saying
 */
record HotspotRun(List<HotspotDocument> words, List<GridDocument> grids) {

    /** Runs the job over events in this order of arrival; event time follows each of them. */
    static HotspotRun of(Map<String, String> files, Instant asOf, List<GovernanceEvent> events) throws Exception {
        Map<String, byte[]> bytes = new HashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return of(FixedReferenceSource.of(bytes), asOf, events);
    }

    /** The same in a city that may change. */
    static HotspotRun of(FixedReferenceSource reference, Instant asOf, List<GovernanceEvent> events) throws Exception {
        return run(SituationSettings.replay(reference, asOf), events);
    }

    /** Runs the job with no end in sight; what it says when these events are over is of no day that has closed. */
    static HotspotRun live(FixedReferenceSource reference, List<GovernanceEvent> events) throws Exception {
        return run(SituationSettings.live(reference, Duration.ofDays(30)), events);
    }

    private static HotspotRun run(SituationSettings settings, List<GovernanceEvent> events) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, SituationJob.config());
        SituationStreams said = SituationJob.pipeline(
                source(env, Stream.PATROL, events),
                source(env, Stream.LINKAGE110, events),
                source(env, Stream.PLATFORM, events),
                settings);
        CloseableIterator<SaidHotspot> hotspots = said.hotspots().collectAsync();
        CloseableIterator<GridSituation> grids = said.grids().collectAsync();
        env.execute();
        List<HotspotDocument> words = new ArrayList<>();
        hotspots.forEachRemaining(hotspot -> words.add(new HotspotMapper().toDocument(hotspot)));
        List<GridDocument> gridWords = new ArrayList<>();
        GridMapper mapper = new GridMapper();
        grids.forEachRemaining(grid -> gridWords.add(mapper.toDocument(grid)));
        return new HotspotRun(words, gridWords);
    }

    private static DataStream<Inbound> source(
            StreamExecutionEnvironment env, Stream stream, List<GovernanceEvent> events) {
        List<Inbound> inbound = new ArrayList<>();
        // A source must have something to have a type; a sign of life long ago says nothing.
        inbound.add(Inbound.of(new SignOfLife(Instant.EPOCH, null), Instant.EPOCH));
        events.stream()
                .filter(event -> event.stream() == stream)
                .forEach(event -> inbound.add(Inbound.of(event, event.occurredAt())));
        // Each stream lives as long as the others, or event time would leap to its end from wherever the first one
        // ended.
        events.stream()
                .map(GovernanceEvent::occurredAt)
                .max(Instant::compareTo)
                .ifPresent(end -> inbound.add(Inbound.of(new SignOfLife(end, null), end)));
        return env.fromData(Inbound.class, inbound.toArray(Inbound[]::new))
                .uid("source-" + stream)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forGenerator(context -> new EachEvent())
                        .withTimestampAssigner((each, before) -> each.at().toEpochMilli()))
                .uid("time-" + stream);
    }

    /** The documents that an index would hold in the end, by id. */
    Map<String, HotspotDocument> newest() {
        return newest(Long.MAX_VALUE);
    }

    private Map<String, HotspotDocument> newest(long revision) {
        Map<String, HotspotDocument> newest = new TreeMap<>();
        words.stream()
                .filter(word -> word.getRevision() <= revision)
                .forEach(word ->
                        newest.merge(word.getHotspotId(), word, (a, b) -> b.getRevision() >= a.getRevision() ? b : a));
        return newest;
    }

    /** Those of them that were not taken back. */
    Map<String, String> standing() {
        return standing(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    /** The same as of an instant of event time. */
    Map<String, String> standing(Instant until) {
        Map<String, String> standing = new TreeMap<>();
        newest(until.toEpochMilli()).forEach((id, document) -> {
            if (!document.getWithdrawn()) {
                standing.put(id, document.toString());
            }
        });
        return standing;
    }

    /** The document of a grid that an index would hold in the end. */
    GridDocument grid(String gridId) {
        return grids.stream()
                .filter(grid -> grid.getGridId().equals(gridId))
                .reduce((a, b) -> b.getRevision() >= a.getRevision() ? b : a)
                .orElseThrow();
    }

    /** Event time right behind each event, so that what comes out of order comes late. */
    private static final class EachEvent implements WatermarkGenerator<Inbound> {
        private long newest = Long.MIN_VALUE + 1;

        @Override
        public void onEvent(Inbound event, long timestamp, WatermarkOutput output) {
            newest = Math.max(newest, timestamp);
            output.emitWatermark(new Watermark(newest - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Each event has done it.
        }
    }
}

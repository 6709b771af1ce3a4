package org.govbrain.local.backtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.local.convert.EventFile;
import org.govbrain.schemas.document.HotspotDocument;

/** The situation job as it runs live, two tasks wide and with no end in sight, over events that come as they happened. */
final class LiveRun {
    private static final Instant LONG_AFTER = Instant.parse("2026-01-01T00:00:00Z");

    private LiveRun() {}

    /** The newest word about each hotspot when the last event until {@code end} has passed. */
    static Map<String, HotspotDocument> hotspots(Path events, Path reference, Instant end) throws Exception {
        try (EventFiles files = EventFiles.read(events, LONG_AFTER, ReferenceData.empty())) {
            return hotspots(files, reference, end);
        }
    }

    private static Map<String, HotspotDocument> hotspots(EventFiles files, Path reference, Instant end)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, SituationJob.config());
        CloseableIterator<SaidHotspot> said = SituationJob.pipeline(
                        source(env, files, EventFile.PATROL, end),
                        source(env, files, EventFile.LINKAGE, end),
                        source(env, files, EventFile.PLATFORM, end),
                        SituationSettings.live(FixedReferenceSource.of(reference), Duration.ofDays(30)))
                .hotspots()
                .collectAsync();
        env.execute("live");
        Map<String, HotspotDocument> newest = new TreeMap<>();
        HotspotMapper mapper = new HotspotMapper();
        said.forEachRemaining(hotspot -> {
            HotspotDocument word = mapper.toDocument(hotspot);
            newest.merge(word.getHotspotId(), word, (a, b) -> b.getRevision() >= a.getRevision() ? b : a);
        });
        return newest;
    }

    private static DataStream<Inbound> source(
            StreamExecutionEnvironment env, EventFiles files, EventFile file, Instant end) throws IOException {
        return env.fromSource(files.until(file, end), WatermarkStrategy.noWatermarks(), "Read " + file)
                .setParallelism(1)
                .uid("read-" + file)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forGenerator(context -> new EachEvent())
                        .withTimestampAssigner((each, unused) -> each.at().toEpochMilli()))
                .setParallelism(1)
                .uid("time-" + file);
    }

    /** Event time right behind each event. */
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

package org.govbrain.bench.throughput;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.EventKey;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Progress;
import org.govbrain.local.simulate.CityFeed;
import org.govbrain.local.simulate.FeedEvent;
import org.govbrain.local.simulate.SimulatorSettings;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What a throughput run reads: many days of the reference city, one after the other, as the simulator plays them, on the
 * three input topics of a broker.
 *
 * @param events how many records there are, redeliveries included
 * @param patrolSteps how many of them are of patrols
 * @param keys how many different keys they have: cases, findings, officers
 * @param asOf the end of the last day
 */
public record Workload(long events, long patrolSteps, long keys, Instant asOf) {
    /** A day that the calendar of the reference city knows, and that is past. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

    /** Sends whole days until there are at least {@code events}. The same seed gives the same records. */
    public static Workload publish(JobConfig config, long events, long seed, InstantSource clock, Progress progress)
            throws Exception {
        TopicAdmin.ensureTopics(config);
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        Map<String, byte[]> files = new LinkedHashMap<>(CityFiles.of(city));
        // A look at a district takes long and comes each hour of the city's time, of which a minute here has months.
        files.put("hotspots.yaml", "version: bench-1\nstatistics: false\n".getBytes(StandardCharsets.UTF_8));
        new ReferencePublisher(config).publish(files, clock.instant());
        CityFeed feed = new CityFeed(city, SimulatorSettings.of(seed), FIRST_DAY);
        LocalDate today = LocalDate.ofInstant(clock.instant(), SimulatorSettings.ZONE);
        RecordEncoder encoder = new RecordEncoder();
        Set<String> keys = new HashSet<>();
        long sent = 0;
        long patrolSteps = 0;
        LocalDate day = FIRST_DAY;
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (sent < events) {
                if (!day.isBefore(today)) {
                    throw CommandFailure.usage("The days from " + FIRST_DAY + " until today have " + sent
                            + " events: choose fewer than " + events + " with --events.");
                }
                for (FeedEvent event : feed.between(midnight(day), midnight(day.plusDays(1)))) {
                    String key = EventKey.of(event.record());
                    keys.add(key);
                    patrolSteps += event.topic().equals(Topics.PATROL) ? 1 : 0;
                    sent++;
                    var unused = producer.send(
                            new ProducerRecord<>(
                                    event.topic().name(),
                                    key.getBytes(StandardCharsets.UTF_8),
                                    encoder.encode(event.record())),
                            (metadata, problem) -> failure.compareAndSet(null, problem));
                }
                day = day.plusDays(1);
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take the events", failure.get());
        }
        progress.say(sent + " events of " + keys.size() + " cases and officers are on the topics, until " + day);
        return new Workload(sent, patrolSteps, keys.size(), midnight(day));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(SimulatorSettings.ZONE).toInstant();
    }
}

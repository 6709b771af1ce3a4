package org.govbrain.bench.latency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.broker.EventKey;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.simulate.CitySimulator;
import org.govbrain.local.simulate.FeedEvent;
import org.govbrain.local.simulate.SimulatorSettings;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.input.PlatformEvent;

/** Simulated days, as fast as asked, every event as if it happened now. */
final class BusyCity implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Producer<byte[], byte[]> producer;
    private final CitySimulator simulator;
    private final LocalDate firstDay;
    private final int perSecond;
    private final Thread thread;
    private volatile boolean stopping;
    private final AtomicLong sent = new AtomicLong();

    private BusyCity(JobConfig config, ReferenceCity city, LocalDate firstDay, int perSecond) {
        this.producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
        this.simulator = new CitySimulator(city, SimulatorSettings.of(1));
        this.firstDay = firstDay;
        this.perSecond = perSecond;
        this.thread = new Thread(this::play, "busy-city");
        thread.setDaemon(true);
    }

    /** An event of a day that was played before is a repetition: each city has days of its own. */
    static BusyCity start(JobConfig config, ReferenceCity city, LocalDate firstDay, int perSecond) {
        BusyCity busy = new BusyCity(config, city, firstDay, perSecond);
        busy.thread.start();
        return busy;
    }

    long sent() {
        return sent.get();
    }

    private void play() {
        RecordEncoder encoder = new RecordEncoder();
        long startedNanos = System.nanoTime();
        for (LocalDate day = firstDay; !stopping; day = day.plusDays(1)) {
            List<FeedEvent> events = simulator.day(day).events();
            for (int i = 0; i < events.size() && !stopping; i++) {
                long waitNanos = startedNanos + sent.get() * NANOS_PER_SECOND / perSecond - System.nanoTime();
                if (waitNanos > 0) {
                    LockSupport.parkNanos(waitNanos);
                }
                send(events.get(i), encoder);
                sent.incrementAndGet();
            }
        }
    }

    private void send(FeedEvent event, RecordEncoder encoder) {
        SpecificRecordBase record = event.record();
        moveTo(Instant.ofEpochMilli(System.currentTimeMillis()), record);
        var unused = producer.send(new ProducerRecord<>(
                event.topic().name(), EventKey.of(record).getBytes(StandardCharsets.UTF_8), encoder.encode(record)));
    }

    /** Its deadline moves with it: of a past day it would be breached as soon as it is heard, and each event a page. */
    private static void moveTo(Instant now, SpecificRecordBase record) {
        if (record instanceof PlatformEvent event && event.getDueAt() != null) {
            event.setDueAt(now.plus(Duration.between(event.getOccurredAt(), event.getDueAt())));
        }
        record.put("occurredAt", now);
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }
}

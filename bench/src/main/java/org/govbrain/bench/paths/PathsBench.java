package org.govbrain.bench.paths;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.bench.report.Figure;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.simulate.CityFeed;
import org.govbrain.local.simulate.FeedEvent;
import org.govbrain.local.simulate.SimulatorSettings;
import org.govbrain.schemas.RecordEncoder;

/**
 * Decode and check, locate, fold with clocks, make a document, encode it: each over the events of some simulated days, again and
 * again, until the compiler has done with it.
 */
public final class PathsBench {
    private static final String GROUP = "paths";
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 3;

    private final int warmups;
    private final int rounds;

    private PathsBench(int warmups, int rounds) {
        this.warmups = warmups;
        this.rounds = rounds;
    }

    /** A step on the way of each of some things; returns a size of what came of it, so that nothing is left out as useless. */
    @FunctionalInterface
    private interface Step<T> {
        int take(T thing);
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two messages
    private record Message(String topic, Class<? extends SpecificRecordBase> type, byte[] bytes, long receivedMs) {}

    private record Case(String key, CaseRecord known, Instant asOf) {}

    /** Nanoseconds of each step for one event, one case, one document; more rounds than those of jobs, since each is short. */
    public static List<Figure> run(long seed, int warmups, int rounds) {
        return new PathsBench(10 * warmups, 10 * rounds).measure(seed);
    }

    private List<Figure> measure(long seed) {
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        ReferenceData data = ReferenceLoader.fromFiles(CityFiles.of(city)).data();
        List<Message> messages = messages(city, seed);
        Map<Class<? extends SpecificRecordBase>, InboundDecoder> decoders = new HashMap<>();
        messages.forEach(message -> decoders.computeIfAbsent(message.type(), InboundDecoder::new));
        List<GovernanceEvent> events = new ArrayList<>();
        messages.forEach(message -> events.add(decode(decoders, message)));
        Locator locator = new Locator(data.grids(), data.buildings());
        List<Case> cases = cases(events);
        SituationFold fold = new SituationFold(ReferenceHistory.of(data));
        List<CaseSituation> situations = cases.stream()
                .flatMap(each -> fold.fold(each.key(), each.known(), each.asOf()).stream())
                .toList();
        CaseMapper mapper = new CaseMapper();
        RecordEncoder encoder = new RecordEncoder();
        return List.of(
                figure(
                        "decode and check an event",
                        messages,
                        message -> decode(decoders, message).eventId().length()),
                figure(
                        "locate an event in its grid",
                        events,
                        event -> locator.locate(event).gridId() == null ? 0 : 1),
                figure(
                        "fold a case and read its clocks",
                        cases,
                        each -> fold.fold(each.key(), each.known(), each.asOf()).isPresent() ? 1 : 0),
                figure(
                        "make and encode a case's document",
                        situations,
                        situation -> encoder.encode(mapper.toDocument(situation)).length));
    }

    private static List<Message> messages(ReferenceCity city, long seed) {
        CityFeed feed = new CityFeed(city, SimulatorSettings.of(seed), FIRST_DAY);
        RecordEncoder encoder = new RecordEncoder();
        List<Message> messages = new ArrayList<>();
        for (FeedEvent event : feed.between(midnight(FIRST_DAY), midnight(FIRST_DAY.plusDays(DAYS)))) {
            SpecificRecordBase record = event.record();
            messages.add(
                    new Message(event.topic().name(), record.getClass(), encoder.encode(record), event.arrivesAtMs()));
        }
        return messages;
    }

    private static GovernanceEvent decode(
            Map<Class<? extends SpecificRecordBase>, InboundDecoder> decoders, Message message) {
        InboundDecoder decoder = Objects.requireNonNull(decoders.get(message.type()));
        return Objects.requireNonNull(
                decoder.decode(message.topic(), 0, 0, message.receivedMs(), message.bytes())
                        .event(),
                "a simulated event is good");
    }

    /** By the matter that an event names itself; origins would need the job. */
    private static List<Case> cases(List<GovernanceEvent> events) {
        Map<String, CaseRecord> records = new HashMap<>();
        for (GovernanceEvent event : events) {
            if (event.subjectId() != null) {
                records.computeIfAbsent(CaseKey.ofSubject(event), key -> new CaseRecord())
                        .add(event);
            }
        }
        return records.entrySet().stream()
                .map(entry -> new Case(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getValue().lastEventAt().plusMillis(1)))
                .toList();
    }

    private <T> Figure figure(String name, List<T> things, Step<T> step) {
        double[] nanos = new double[rounds];
        long used = 0;
        for (int round = -warmups; round < rounds; round++) {
            long begun = System.nanoTime();
            for (T thing : things) {
                used += step.take(thing);
            }
            if (round >= 0) {
                nanos[round] = (double) (System.nanoTime() - begun) / things.size();
            }
        }
        if (used == 0) {
            throw new IllegalStateException(name + ": nothing came of it");
        }
        Arrays.sort(nanos);
        return new Figure(
                GROUP, name, "ns", nanos[rounds / 2], nanos[0], nanos[rounds - 1], null, Double.NaN, Double.NaN, "");
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(SimulatorSettings.ZONE).toInstant();
    }
}

package org.govbrain.bench.paths;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
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

/** The steps on the way of an event, each over some simulated days: the next event, or the next case, with each call. */
final class PathSteps {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 3;

    private final List<Message> messages;
    private final List<GovernanceEvent> events = new ArrayList<>();
    private final List<Case> cases;
    private final List<CaseSituation> situations = new ArrayList<>();
    private final Map<Class<? extends SpecificRecordBase>, InboundDecoder> decoders = new HashMap<>();
    private final Locator locator;
    private final SituationFold fold;
    private final CaseMapper mapper = new CaseMapper();
    private final RecordEncoder encoder = new RecordEncoder();
    private int turn;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two messages
    private record Message(String topic, Class<? extends SpecificRecordBase> type, byte[] bytes, long receivedMs) {}

    private record Case(String key, CaseRecord known, Instant asOf) {}

    PathSteps(long seed) {
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        ReferenceData data = ReferenceLoader.fromFiles(CityFiles.of(city)).data();
        messages = messages(city, seed);
        messages.forEach(message -> decoders.computeIfAbsent(message.type(), InboundDecoder::new));
        messages.forEach(message -> events.add(decode(message)));
        locator = new Locator(data.grids(), data.buildings());
        cases = cases(events);
        fold = new SituationFold(ReferenceHistory.of(data));
        cases.forEach(each -> fold.fold(each.key(), each.known(), each.asOf()).ifPresent(situations::add));
    }

    GovernanceEvent decode() {
        return decode(next(messages));
    }

    GovernanceEvent locate() {
        return locator.locate(next(events));
    }

    Object fold() {
        Case each = next(cases);
        return fold.fold(each.key(), each.known(), each.asOf());
    }

    byte[] encode() {
        return encoder.encode(mapper.toDocument(next(situations)));
    }

    private <T> T next(List<T> things) {
        turn = turn + 1 < things.size() ? turn + 1 : 0;
        return things.get(turn);
    }

    private List<Message> messages(ReferenceCity city, long seed) {
        CityFeed feed = new CityFeed(city, SimulatorSettings.of(seed), FIRST_DAY);
        List<Message> made = new ArrayList<>();
        for (FeedEvent event : feed.between(midnight(FIRST_DAY), midnight(FIRST_DAY.plusDays(DAYS)))) {
            SpecificRecordBase record = event.record();
            made.add(new Message(event.topic().name(), record.getClass(), encoder.encode(record), event.arrivesAtMs()));
        }
        return made;
    }

    private GovernanceEvent decode(Message message) {
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

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(SimulatorSettings.ZONE).toInstant();
    }
}

package org.govbrain.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.local.broker.EventKey;
import org.govbrain.local.broker.EventSender;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.simulate.CityFeed;
import org.govbrain.local.simulate.FeedEvent;
import org.govbrain.local.simulate.SimulatorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
    private static final Instant NOW = Instant.parse("2026-03-03T02:00:00Z");
    private static final DemoState START = DemoState.beginningBefore(NOW);
    private static final double SPEED = 3600;

    private final MockProducer<byte[], byte[]> broker = broker();

    @Test
    void theDayBeforeTodayIsTheFirst() {
        assertThat(START.firstDay()).as("NOW is the 3rd in the city").isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(START.playedUpTo()).as("its midnight").isEqualTo(Instant.parse("2026-03-01T16:00:00Z"));
    }

    @Test
    void hoursPassAsFastAsAskedUntilNowAndThenInRealTime() throws IOException {
        Playback playback = playback(START, NOW, broker);
        assertThat(playback.step(NOW.plusSeconds(2)).playedUpTo())
                .as("an hour a second")
                .isEqualTo(START.playedUpTo().plusSeconds(7200));
        assertThat(playback.step(NOW.plusSeconds(3600)).playedUpTo())
                .as("never ahead of this machine's clock")
                .isEqualTo(NOW.plusSeconds(3600));
        DemoState live = playback.step(NOW.plusSeconds(3601));
        assertThat(live.playedUpTo()).as("a second a second").isEqualTo(NOW.plusSeconds(3601));
        assertThat(live.isLive(NOW.plusSeconds(3601))).as("caught up").isTrue();
        assertThat(playback.step(NOW).playedUpTo())
                .as("a clock that is set back takes nothing back")
                .isEqualTo(NOW.plusSeconds(3601));
    }

    @Test
    void whatIsSentIsEverythingThatArrivesUpToWhereItIsAndNothingElse() throws IOException {
        DemoState state = playback(START, NOW, broker).step(NOW.plusSeconds(10));
        assertThat(keys(broker))
                .as("ten hours of the city in order of arrival")
                .isEqualTo(feed().between(START.playedUpTo(), state.playedUpTo()).stream()
                        .map(PlaybackTest::key)
                        .toList())
                .hasSizeGreaterThan(500);
        assertThat(state.events()).as("counted").isEqualTo(broker.history().size());
    }

    @Test
    void anotherRunGoesOnWhereTheLastOneStopped(@TempDir Path folder) throws IOException {
        DemoStore store = new DemoStore(folder.resolve("demo.json"));
        assertThat(store.load()).as("nothing played yet").isEmpty();
        store.save(playback(START, NOW, broker).step(NOW.plusSeconds(5)));
        Instant later = NOW.plusSeconds(900);
        playback(store.load().orElseThrow(), later, broker).step(later.plusSeconds(5));

        MockProducer<byte[], byte[]> whole = broker();
        playback(START, NOW, whole).step(NOW.plusSeconds(10));
        assertThat(keys(broker)).as("in two runs as in one").isEqualTo(keys(whole));
    }

    @Test
    void whatTheBrokerRefusedIsSentAgain() throws IOException {
        broker.sendException = new KafkaException("no leader");
        Playback playback = playback(START, NOW, broker);
        assertThatThrownBy(() -> playback.step(NOW.plusSeconds(5)))
                .as("a step that failed says so")
                .hasMessageContaining("no leader");
        broker.sendException = null;
        DemoState state = playback.step(NOW.plusSeconds(5));
        assertThat(keys(broker))
                .as("all of it, from where the last good step ended")
                .isEqualTo(feed().between(START.playedUpTo(), state.playedUpTo()).stream()
                        .map(PlaybackTest::key)
                        .toList())
                .isNotEmpty();
    }

    private static Playback playback(DemoState from, Instant now, MockProducer<byte[], byte[]> broker) {
        return new Playback(feed(), new EventSender(broker), SPEED, from, now);
    }

    private static CityFeed feed() {
        return new CityFeed(CITY, SimulatorSettings.of(1), START.firstDay());
    }

    private static MockProducer<byte[], byte[]> broker() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static List<String> keys(MockProducer<byte[], byte[]> broker) {
        return broker.history().stream().map(PlaybackTest::key).toList();
    }

    private static String key(ProducerRecord<byte[], byte[]> sent) {
        return sent.topic() + "/" + new String(sent.key(), StandardCharsets.UTF_8);
    }

    private static String key(FeedEvent event) {
        return event.topic().name() + "/" + EventKey.of(event.record());
    }
}

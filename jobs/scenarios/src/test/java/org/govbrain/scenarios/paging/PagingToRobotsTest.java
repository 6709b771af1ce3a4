package org.govbrain.scenarios.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceText;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.delivery.ChannelsFile;
import org.govbrain.local.delivery.Http;
import org.govbrain.local.delivery.MessageText;
import org.govbrain.local.delivery.Outbox;
import org.govbrain.local.delivery.Parcel;
import org.govbrain.local.delivery.Secrets;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.Test;

/**
 * The whole way of a message with scripted time: the paging machine by the reference city's own rules and posts, the outbox, a
 * robot's channel, and receipts back. One robot for the whole city, which counts for itself as DingTalk's does.
 */
class PagingToRobotsTest {
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");
    private static final int TICK_MS = 250;
    private static final int BREACHES = 1_000;
    private static final int EMERGENCY = 500;
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);

    private final PagingTheatre theatre =
            new PagingTheatre(ReferenceLoader.fromFiles(files()).paging());
    private final MessageText text = new MessageText(false, request -> "http://127.0.0.1:7307/a/" + "x".repeat(110));
    private final Map<String, Instant> heardAt = new HashMap<>();
    private final Set<String> pages = new HashSet<>();
    private final Map<String, Instant> acceptedAt = new HashMap<>();
    private final Map<String, Instant> sentAt = new HashMap<>();
    private final Deque<Long> lastMinute = new ArrayDeque<>();
    private final List<String> answers = new ArrayList<>();
    private Instant now = TEN;

    @Test
    void aThousandBreachesInAMinuteReachOneRobotWithinItsLimitAndTheEmergencyWithinTwoSeconds() throws Exception {
        ChannelsFile.Open duty = duty();
        Outbox outbox = new Outbox(Map.of("duty", duty.limits()), text::bytesInDigest, () -> 0.5);
        Random random = new Random(20_260_304);
        List<String> grids =
                CITY.grids().all().stream().map(Grid::gridId).sorted().toList();
        int heard = 0;
        int taken = 0;
        for (; now.isBefore(TEN.plusSeconds(170)); now = now.plusMillis(TICK_MS)) {
            for (; heard < BREACHES && !TEN.plusMillis(60L * heard).isAfter(now); heard++) {
                Alert alert = breach(heard, grids.get(random.nextInt(grids.size())));
                theatre.passTo(now, false);
                theatre.hear(alert);
                heardAt.put(alert.dedupKey(), now);
                pages.add(theatre.pageOf(alert.dedupKey()));
            }
            theatre.passTo(now, false);
            for (; taken < theatre.deliveries().size(); taken++) {
                Delivery delivery = theatre.deliveries().get(taken);
                acceptedAt.put(delivery.deliveryId(), now);
                tell(outbox.accept(new DeliveryMapper().toDocument(delivery), now.toEpochMilli()));
            }
            List<DeliveryReceipt> rerouted = new ArrayList<>();
            for (Parcel parcel : outbox.due(now.toEpochMilli(), rerouted)) {
                tell(outbox.finish(parcel, duty.channel().send(parcel), now.toEpochMilli()));
            }
            tell(rerouted);
        }

        assertThat(answers).as("the robot never said too fast").containsOnly("{\"errcode\":0}");
        assertThat(outbox.size()).as("nothing waits").isZero();
        List<Delivery> first = theatre.deliveries().stream()
                .filter(delivery ->
                        delivery.purpose().asks() && delivery.issuedAt().isBefore(TEN.plusSeconds(95)))
                .toList();
        assertThat(first.stream().map(each -> each.alert().dedupKey()).distinct())
                .as("nobody is forgotten")
                .hasSize(BREACHES);
        assertThat(first).allSatisfy(delivery -> {
            Instant sent = requireNonNull(sentAt.get(delivery.deliveryId()), delivery.deliveryId());
            if (delivery.emergency()) {
                assertThat(Duration.between(heardAt.get(delivery.alert().dedupKey()), sent))
                        .as("from the news of an emergency to the robot")
                        .isLessThan(Duration.ofSeconds(2));
            }
            assertThat(Duration.between(acceptedAt.get(delivery.deliveryId()), sent))
                    .as("none waits longer for the robot: " + delivery.deliveryId())
                    .isLessThan(Duration.ofSeconds(60));
        });
        assertThat(first.stream().filter(Delivery::emergency))
                .as("the emergency")
                .hasSize(1);
    }

    /** Receipts go back to the paging machine; nothing is sent twice. */
    private void tell(List<DeliveryReceipt> receipts) {
        for (DeliveryReceipt receipt : receipts) {
            if (receipt.getState() == DeliveryState.SENT) {
                assertThat(sentAt.put(receipt.getDeliveryId(), now))
                        .as("sent twice: " + receipt.getDeliveryId())
                        .isNull();
            }
            if (pages.contains(receipt.getPageId())) {
                theatre.hear(new Receipt(
                        receipt.getDeliveryId(),
                        receipt.getPageId(),
                        receipt.getAt(),
                        receipt.getContact(),
                        Receipt.State.valueOf(receipt.getState().name()),
                        receipt.getLast(),
                        receipt.getDetail()));
            }
        }
    }

    private ChannelsFile.Open duty() {
        InstantSource clock = () -> now;
        Http robot = (uri, headers, json) -> {
            lastMinute.removeIf(at -> at <= now.toEpochMilli() - 60_000);
            lastMinute.addLast(now.toEpochMilli());
            String answer = lastMinute.size() > 20 || json.length > 20_000 ? "{\"errcode\":130101}" : "{\"errcode\":0}";
            answers.add(answer);
            return new Http.Answer(200, answer);
        };
        Problems problems = new Problems();
        Map<String, ChannelsFile.Open> channels = new ChannelsFile(
                        text, robot, clock, new Secrets(Map.of("URL", "https://robot/send?access_token=t")))
                .parse(
                        new ReferenceText("channels.yaml", "channels: [{name: duty, kind: dingtalk, urlFrom: URL}]"),
                        problems);
        assertThat(problems.listed()).as("the file is right").isEmpty();
        return requireNonNull(channels.get("duty"));
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>(CityFiles.of(CITY));
        String roster = new String(requireNonNull(files.get("roster.yaml")), UTF_8);
        files.put(
                "roster.yaml",
                roster.replace("contacts: [inbox]", "contacts: [duty]").getBytes(UTF_8));
        return files;
    }

    private static Alert breach(int number, String grid) {
        String id = "I-" + number;
        Instant at = TEN.plusMillis(60L * number);
        return new Alert(
                "accept|" + id + "|1|",
                AlertKind.BREACH,
                1,
                AlertState.OPEN,
                at,
                Severity.MAJOR,
                number == EMERGENCY,
                null,
                new Scene(null, grid, null, grid.substring(0, grid.lastIndexOf('-')), null, null, null),
                List.of(id),
                "accept",
                null,
                null,
                1,
                false,
                "案件 " + id,
                "case " + id,
                null,
                null,
                List.of(),
                List.of());
    }
}

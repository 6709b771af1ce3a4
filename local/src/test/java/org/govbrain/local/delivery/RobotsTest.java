package org.govbrain.local.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.local.delivery.RobotStub.Trouble;
import org.govbrain.local.delivery.SendResult.Outcome;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The outbox and the real channels over HTTP against servers that behave as the robots do, with scripted time. */
class RobotsTest {
    private static final String SECRET = "SECfortests";
    private static final MessageText TEXT =
            new MessageText(false, request -> "http://127.0.0.1:7307/a/" + "x".repeat(110));
    private static final Http IMPATIENT = Http.jdk(Duration.ofMillis(300));

    private final ScriptedClock clock = new ScriptedClock(Instant.parse("2026-03-04T02:00:00Z"));
    private final Map<Robot.Kind, RobotStub> stubs = new EnumMap<>(Robot.Kind.class);

    @BeforeEach
    void start() throws IOException {
        for (Robot.Kind kind : Robot.Kind.values()) {
            stubs.put(kind, RobotStub.start(kind, SECRET, clock));
        }
    }

    @AfterEach
    void stop() {
        stubs.values().forEach(RobotStub::close);
    }

    @ParameterizedTest
    @EnumSource(Robot.Kind.class)
    void a_signed_message_is_taken_and_one_with_a_wrong_secret_refused(Robot.Kind kind) throws Exception {
        Parcel parcel = parcel(Requests.page("a", "duty").build());
        assertThat(robot(kind, SECRET).send(parcel).outcome())
                .as("the right secret")
                .isEqualTo(Outcome.SENT);
        assertThat(stub(kind).texts()).as("what people read").containsExactly(TEXT.of(parcel, 2_048));
        if (kind != Robot.Kind.WECOM) {
            SendResult refused = robot(kind, "another").send(parcel);
            assertThat(refused.outcome()).as("a wrong secret, inside HTTP 200").isEqualTo(Outcome.REFUSED);
            assertThat(refused.detail()).as("no secret in a receipt").doesNotContain("another", "hidden");
        }
    }

    @ParameterizedTest
    @EnumSource(Robot.Kind.class)
    void too_many_messages_are_answered_inside_http_200_and_the_robot_is_left_alone(Robot.Kind kind) throws Exception {
        Robot robot = robot(kind, SECRET);
        SendResult result = SendResult.sent();
        int sent = 0;
        while (result.outcome() == Outcome.SENT) {
            result = robot.send(parcel(Requests.page("a" + sent++, "duty").build()));
        }
        assertThat(sent - 1).as("what it took at once").isEqualTo(kind == Robot.Kind.FEISHU ? 5 : 20);
        assertThat(result.outcome()).isEqualTo(Outcome.TRY_AGAIN);
        assertThat(result.pauseMs())
                .as("how long it wants to be left alone")
                .isEqualTo(kind == Robot.Kind.DINGTALK ? 600_000 : 60_000);
        clock.pass(result.pauseMs() + 1);
        assertThat(robot.send(parcel(Requests.page("z", "duty").build())).outcome())
                .as("after the pause")
                .isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void what_does_not_answer_is_tried_again(Trouble trouble) throws Exception {
        stub(Robot.Kind.DINGTALK).trouble(trouble);
        SendResult result = robot(Robot.Kind.DINGTALK, SECRET)
                .send(parcel(Requests.page("a", "duty").build()));
        assertThat(result.outcome()).as(trouble + ": " + result.detail()).isEqualTo(Outcome.TRY_AGAIN);
        assertThat(result.detail()).as("no secret in a receipt").doesNotContain("hidden", SECRET);
    }

    @Test
    void a_thousand_breaches_in_a_minute_keep_the_limits_of_three_robots_that_count_themselves() throws Exception {
        Map<String, Limits> limits = new HashMap<>();
        Map<String, Robot> robots = new HashMap<>();
        stubs.keySet().forEach(kind -> {
            limits.put(kind.name(), Limits.robot(kind.mostBytes));
            robots.put(kind.name(), robot(kind, SECRET));
        });
        Outbox outbox = new Outbox(limits, TEXT::bytesInDigest, () -> 0.5);
        List<DeliveryReceipt> receipts = new ArrayList<>();
        Map<String, Long> acceptedAt = new HashMap<>();
        List<Robot.Kind> kinds = List.copyOf(stubs.keySet());
        long begin = clock.millis();
        int given = 0;
        for (long now = begin; now <= begin + 130_000; now += 250) {
            clock.moveTo(now);
            while (given < 1_000 && given * 60L <= now - begin) {
                String id = "c" + given;
                Robot.Kind kind = kinds.get(given % 3);
                boolean emergency = given >= 700 && given < 703;
                receipts.addAll(outbox.accept(
                        Requests.page(id, kind.name())
                                .setEmergency(emergency)
                                .setPriority(emergency ? 0 : 1 + given % 3)
                                .build(),
                        now));
                acceptedAt.put(id, now);
                given++;
            }
            for (Parcel parcel : outbox.due(now, receipts)) {
                receipts.addAll(outbox.finish(
                        parcel, requireNonNull(robots.get(parcel.channel())).send(parcel), now));
            }
        }
        assertThat(outbox.size()).as("nothing is left").isZero();
        assertThat(receipts.stream().filter(each -> each.getState() == DeliveryState.SENT))
                .as("nothing is lost and nothing sent twice")
                .hasSize(1_000)
                .allSatisfy(each -> {
                    long waited = each.getAt().toEpochMilli() - requireNonNull(acceptedAt.get(each.getDeliveryId()));
                    int number = Integer.parseInt(each.getDeliveryId().substring(1));
                    assertThat(waited)
                            .as("an emergency within 2 s, none later than a minute: " + each.getDeliveryId())
                            .isLessThan(number >= 700 && number < 703 ? 2_000 : 60_000);
                });
        stubs.forEach((kind, stub) ->
                assertThat(stub.codes()).as(kind + " never said too fast").containsOnly(0));
    }

    @Test
    void a_throttled_robot_costs_nobody_a_message_and_an_emergency_no_time() throws Exception {
        Robot robot = robot(Robot.Kind.DINGTALK, SECRET);
        for (int i = 0; i <= 20; i++) {
            // Another program uses the same robot.
            var unused = robot.send(parcel(Requests.page("other" + i, "duty").build()));
        }
        Map<String, Channel> channels = Map.of("duty", robot, "second", robot(Robot.Kind.FEISHU, SECRET));
        Outbox outbox = new Outbox(
                Map.of("duty", Limits.robot(9_000), "second", Limits.robot(9_000)), TEXT::bytesInDigest, () -> 0.5);
        List<DeliveryReceipt> receipts = new ArrayList<>();
        receipts.addAll(outbox.accept(Requests.page("patient", "duty").build(), clock.millis()));
        run(outbox, channels, receipts, 1_000);
        receipts.addAll(outbox.accept(
                Requests.page("urgent", "duty", "second")
                        .setEmergency(true)
                        .setPriority(0)
                        .build(),
                clock.millis()));
        run(outbox, channels, receipts, 1_000);
        assertThat(sent(receipts)).as("by its second contact, within a second").containsExactly("urgent second");
        run(outbox, channels, receipts, 610_000);
        assertThat(sent(receipts)).as("after ten minutes").containsExactly("urgent second", "patient duty");
    }

    private void run(Outbox outbox, Map<String, Channel> channels, List<DeliveryReceipt> receipts, long forMs)
            throws InterruptedException {
        long end = clock.millis() + forMs;
        for (; clock.millis() < end; clock.pass(250)) {
            for (Parcel parcel : outbox.due(clock.millis(), receipts)) {
                SendResult result =
                        requireNonNull(channels.get(parcel.channel())).send(parcel);
                receipts.addAll(outbox.finish(parcel, result, clock.millis()));
            }
        }
    }

    private static List<String> sent(List<DeliveryReceipt> receipts) {
        return receipts.stream()
                .filter(each -> each.getState() == DeliveryState.SENT)
                .map(each -> each.getDeliveryId() + " " + each.getContact())
                .toList();
    }

    private Robot robot(Robot.Kind kind, String secret) {
        URI url = stub(kind).url();
        return new Robot(kind, url, secret, TEXT, IMPATIENT, clock);
    }

    private RobotStub stub(Robot.Kind kind) {
        return requireNonNull(stubs.get(kind));
    }

    private static Parcel parcel(DeliveryRequest request) {
        return new Parcel("duty", List.of("138"), List.of(request));
    }
}

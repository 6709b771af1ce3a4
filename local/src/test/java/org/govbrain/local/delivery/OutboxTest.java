package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final MessageText TEXT =
            new MessageText(false, request -> "http://127.0.0.1:7307/a/" + "x".repeat(110));

    private final Map<String, Limits> channels =
            Map.of("robot", Limits.robot(9_000), "spare", Limits.NONE, "wecom", Limits.robot(2_048));
    private final Outbox outbox = outbox();
    private final List<DeliveryReceipt> receipts = new ArrayList<>();

    @Test
    void a_thousand_breaches_in_a_minute_keep_every_robot_within_its_limit_and_lose_nothing() {
        Map<String, Long> acceptedAt = new HashMap<>();
        Map<String, Long> sentAt = new HashMap<>();
        Map<String, List<Long>> sendings = Map.of("robot", new ArrayList<>(), "wecom", new ArrayList<>());
        int given = 0;
        for (long now = 0; now <= 130_000; now += 100) {
            while (given < 1_000 && given * 60L <= now) {
                String id = "c" + given;
                boolean emergency = given == 700 || given == 701;
                accept(
                        Requests.page(id, given % 2 == 0 ? "robot" : "wecom")
                                .setEmergency(emergency)
                                .setPriority(emergency ? 0 : 1 + given % 3)
                                .build(),
                        now);
                acceptedAt.put(id, now);
                given++;
            }
            for (Parcel parcel : outbox.due(now, receipts)) {
                int mostBytes = requireNonNull(channels.get(parcel.channel())).mostBytes();
                requireNonNull(sendings.get(parcel.channel())).add(now);
                assertThat(TEXT.of(parcel, mostBytes).getBytes(UTF_8))
                        .as("a robot takes no longer text")
                        .hasSizeLessThanOrEqualTo(mostBytes);
                if (parcel.requests().stream().anyMatch(DeliveryRequest::getEmergency)) {
                    assertThat(parcel.requests())
                            .as("an emergency is never merged")
                            .hasSize(1);
                }
                for (DeliveryRequest request : parcel.requests()) {
                    assertThat(sentAt.put(request.getDeliveryId(), now))
                            .as("nobody is told twice")
                            .isNull();
                }
                receipts.addAll(outbox.finish(parcel, SendResult.sent(), now + 50));
            }
        }
        assertThat(sentAt).as("nothing is lost").hasSize(1_000);
        assertThat(outbox.size()).as("nothing is left").isZero();
        sentAt.forEach((id, at) -> assertThat(at - requireNonNull(acceptedAt.get(id)))
                .as("none waits longer than a minute, an emergency not two seconds: " + id)
                .isLessThan(id.equals("c700") || id.equals("c701") ? 2_000 : 60_000));
        sendings.values()
                .forEach(times ->
                        times.forEach(from -> assertThat(times.stream().filter(at -> at >= from && at < from + 60_000))
                                .as("messages of one robot in any minute")
                                .hasSizeLessThanOrEqualTo(18)));
    }

    @Test
    void a_name_that_is_used_again_after_a_month_is_another_message() {
        DeliveryRequest request = Requests.page("a", "robot").build();
        accept(request, 0);
        outbox.finish(onlyParcel(0), SendResult.sent(), 0);
        long month = Memory.REMEMBERED.toMillis();
        accept(request, month - 1);
        assertThat(outbox.size()).as("a repetition").isZero();
        accept(request, month);
        assertThat(outbox.size()).as("the feed is silent again").isEqualTo(1);
    }

    @Test
    void what_can_be_retried_is_tried_again_later_each_time_and_then_the_next_contact_is_taken() {
        accept(Requests.page("a", "robot", "spare:me").build(), 0);
        List<Long> tries = new ArrayList<>();
        List<Parcel> parcels = List.of();
        for (long now = 0; now < 120_000; now += 100) {
            parcels = outbox.due(now, receipts);
            if (!parcels.isEmpty() && parcels.get(0).channel().equals("spare")) {
                break;
            }
            for (Parcel parcel : parcels) {
                tries.add(now);
                receipts.addAll(outbox.finish(parcel, SendResult.tryAgain(0, "HTTP 503"), now));
            }
        }
        assertThat(tries)
                .as("half of the wait of each turn, until five failures stop the channel for others' sake")
                .containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L);
        assertThat(parcels.get(0).addresses())
                .as("the address of the second contact")
                .containsExactly("me");
        assertThat(states())
                .as("the first one failed, and it was not the last")
                .containsExactly("QUEUED null false", "FAILED robot false");
    }

    @Test
    void what_the_channel_refuses_is_not_tried_again_and_the_last_refusal_says_so() {
        accept(Requests.page("a", "robot", "nowhere").build(), 0);
        receipts.addAll(outbox.finish(onlyParcel(0), SendResult.refused("400001 bad key"), 10));
        assertThat(outbox.due(20, receipts)).as("there is no second channel").isEmpty();
        assertThat(states())
                .as("the next level has to be told")
                .containsExactly("QUEUED null false", "FAILED robot false", "FAILED nowhere true");
    }

    @Test
    void a_message_without_a_contact_fails_at_once() {
        accept(Requests.page("a").build(), 0);
        assertThat(states()).as("nobody waits").containsExactly("QUEUED null false", "FAILED null true");
    }

    @Test
    void a_throttled_robot_is_left_alone_and_who_has_another_contact_is_told_there_at_once() {
        accept(Requests.page("a", "robot").build(), 0);
        receipts.addAll(outbox.finish(onlyParcel(0), Robot.judge("{\"errcode\":130101,\"errmsg\":\"too fast\"}"), 10));
        accept(Requests.page("b", "robot", "spare").build(), 20);
        assertThat(onlyParcel(30).channel()).as("the way round").isEqualTo("spare");
        assertThat(outbox.due(599_000, receipts)).as("ten minutes of silence").isEmpty();
        assertThat(onlyParcel(600_020).requests().get(0).getDeliveryId())
                .as("then again")
                .isEqualTo("a");
    }

    @Test
    void a_queued_message_is_dropped_by_what_supersedes_it_and_its_end_is_not_told() {
        accept(Requests.page("a", "robot").build(), 0);
        accept(
                Requests.page("b", "robot")
                        .setPurpose(DeliveryPurpose.RESOLVED)
                        .setSupersedes(List.of("a"))
                        .build(),
                1);
        assertThat(states())
                .as("who was never told hears nothing")
                .containsExactly("QUEUED null false", "DROPPED null false", "DROPPED null false");
        assertThat(outbox.due(10, receipts)).as("nothing to send").isEmpty();
    }

    @Test
    void the_end_of_what_was_sent_is_told() {
        accept(Requests.page("a", "robot").build(), 0);
        receipts.addAll(outbox.finish(onlyParcel(0), SendResult.sent(), 5));
        accept(
                Requests.page("b", "robot")
                        .setPurpose(DeliveryPurpose.WITHDRAWN)
                        .setSupersedes(List.of("a"))
                        .build(),
                10);
        assertThat(onlyParcel(10).requests().get(0).getDeliveryId()).isEqualTo("b");
    }

    @Test
    void the_end_of_what_was_sent_longer_ago_than_receipts_are_read_is_told() {
        accept(
                Requests.page("b", "robot")
                        .setPurpose(DeliveryPurpose.RESOLVED)
                        .setSupersedes(List.of("of last year"))
                        .build(),
                0);
        assertThat(onlyParcel(0).requests().get(0).getDeliveryId()).isEqualTo("b");
    }

    @Test
    void killed_and_started_again_from_the_receipts_it_sends_what_is_left_and_nothing_twice() {
        DeliveryRequest sent = Requests.page("a", "robot").build();
        DeliveryRequest failedOnce = Requests.page("b", "robot", "spare").build();
        DeliveryRequest queued = Requests.page("c", "spare").build();
        accept(sent, 0);
        receipts.addAll(outbox.finish(onlyParcel(0), SendResult.sent(), 1));
        accept(failedOnce, 2);
        receipts.addAll(outbox.finish(onlyParcel(2), SendResult.refused("310000"), 3));
        accept(queued, 4);

        Outbox restarted = outbox();
        receipts.forEach(restarted::recall);
        List<DeliveryReceipt> after = new ArrayList<>();
        for (DeliveryRequest request : List.of(sent, failedOnce, queued, queued)) {
            after.addAll(restarted.accept(request, 100));
        }
        assertThat(after).as("all of it was known").isEmpty();
        assertThat(restarted.due(100, after))
                .as("each on the contact that is its turn")
                .extracting(parcel -> parcel.requests().get(0).getDeliveryId() + " by " + parcel.channel())
                .containsExactly("b by spare", "c by spare");
    }

    @Test
    void overdue_messages_of_one_person_wait_a_moment_and_go_as_one() {
        accept(Requests.page("a", "robot").setDigest(true).build(), 0);
        accept(Requests.page("b", "robot").setDigest(true).build(), 1_000);
        accept(Requests.page("c", "robot").setDigest(true).setRecipient("GM-2").build(), 1_000);
        assertThat(outbox.due(2_000, receipts)).as("they wait").isEmpty();
        assertThat(outbox.due(4_000, receipts))
                .extracting(parcel -> parcel.requests().stream()
                        .map(DeliveryRequest::getDeliveryId)
                        .toList())
                .containsExactly(List.of("a", "b"), List.of("c"));
    }

    private Outbox outbox() {
        return new Outbox(channels, TEXT::bytesInDigest, () -> 0);
    }

    private void accept(DeliveryRequest request, long now) {
        receipts.addAll(outbox.accept(request, now));
    }

    private Parcel onlyParcel(long now) {
        List<Parcel> parcels = outbox.due(now, receipts);
        assertThat(parcels).as("one message is due").hasSize(1);
        return parcels.get(0);
    }

    private List<String> states() {
        return receipts.stream()
                .map(receipt -> receipt.getState() + " " + receipt.getContact() + " " + receipt.getLast())
                .toList();
    }
}

package org.govbrain.local.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.local.delivery.Requests;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.Test;

class LettersTest {
    private static final int MOST = 10;

    @Test
    void of_too_many_messages_the_oldest_go_in_whatever_order_they_are_read() {
        List<SpecificRecordBase> records = new ArrayList<>();
        for (int i = 0; i < 3 * MOST; i++) {
            Instant at = Instant.ofEpochSecond(i);
            records.add(Requests.page("" + i, "inbox").setIssuedAt(at).build());
            records.add(DeliveryReceipt.newBuilder()
                    .setDeliveryId("" + i)
                    .setPageId("page-" + i)
                    .setAt(at)
                    .setContact("inbox")
                    .setState(DeliveryState.DELIVERED)
                    .setLast(false)
                    .build());
        }
        Random random = new Random(15);
        for (int round = 0; round < 20; round++) {
            Letters letters = new Letters(MOST);
            records.forEach(letters::add);
            assertThat(letters.newest())
                    .as("round %d", round)
                    .extracting(letter -> letter.request().getDeliveryId())
                    .containsExactly("29", "28", "27", "26", "25", "24", "23", "22", "21", "20");
            assertThat(letters.find("19")).as("the newest of those that went").isEmpty();
            Collections.shuffle(records, random);
        }
    }

    @Test
    void a_link_of_a_day_outlives_a_quarter_of_an_hour_of_bursts() {
        Letters letters = new Letters();
        letters.add(Requests.page("first", "inbox").build());
        for (int i = 0; i < 15_000; i++) {
            letters.add(Requests.page("" + i, "inbox")
                    .setIssuedAt(Instant.ofEpochSecond(1, i))
                    .build());
        }
        assertThat(letters.find("first")).isPresent();
    }
}

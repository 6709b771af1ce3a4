package org.govbrain.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.document.PageDocument;
import org.junit.jupiter.api.Test;

class WatchdogAuditTest {
    private final Outbox outbox = new Outbox(Map.of("inbox", Limits.NONE), request -> 1, () -> 0.5);
    private final WatchdogAudit audit = new WatchdogAudit();

    @Test
    void a_message_of_the_watchdog_has_a_document_that_follows_it() {
        DeliveryRequest request = Requests.page("stop|1|watchdog|ZH-1", "inbox")
                .setAlertKind("watchdog")
                .setPurpose(DeliveryPurpose.WATCHDOG)
                .setRecipient("ZH-1")
                .build();
        audit.accept(request);
        List<DeliveryReceipt> receipts = new ArrayList<>(outbox.accept(request, 1_000));
        for (Parcel parcel : outbox.due(1_000, receipts)) {
            receipts.addAll(outbox.finish(parcel, SendResult.sent(), 1_000));
        }
        List<PageDocument> documents = receipts.stream()
                .map(audit::document)
                .map(document -> document.orElseThrow())
                .toList();
        assertThat(documents)
                .extracting(PageDocument::getPageStepId, PageDocument::getState, PageDocument::getRevision)
                .as("within one instant as well")
                .containsExactly(
                        tuple("stop|1|watchdog|ZH-1", "queued", 1_001L), tuple("stop|1|watchdog|ZH-1", "sent", 1_002L));
        assertThat(documents.get(1)).satisfies(document -> {
            assertThat(document.getKind()).isEqualTo("step");
            assertThat(document.getPurpose()).isEqualTo("watchdog");
            assertThat(document.getOfficerId()).isEqualTo("ZH-1");
            assertThat(document.getTextZh()).isEqualTo(request.getTextZh());
            assertThat(document.getReasonZh()).isEqualTo("当班");
        });
    }

    @Test
    void other_messages_are_the_paging_jobs() {
        DeliveryRequest request = Requests.page("a", "inbox").build();
        audit.accept(request);
        assertThat(outbox.accept(request, 1_000))
                .isNotEmpty()
                .allSatisfy(receipt -> assertThat(audit.document(receipt)).isEmpty());
    }
}

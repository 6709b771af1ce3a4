package org.govbrain.local.delivery;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.document.PageDocument;

/**
 * Documents of the watchdog's messages. All others are the paging job's to write; the watchdog passes it by, because it may be what has
 * stopped. Belongs to one thread.
 */
final class WatchdogAudit {
    private static final int MOST = 1_000;

    private final Map<String, DeliveryRequest> requests = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeliveryRequest> eldest) {
            return size() > MOST;
        }
    };

    /** A message that is carried out. */
    void accept(DeliveryRequest request) {
        if (request.getAlertKind().equals(AlertKind.WATCHDOG.word())) {
            requests.put(request.getDeliveryId(), request);
        }
    }

    /** How the message stands by its newest receipt; empty when it is none of the watchdog's. */
    Optional<PageDocument> document(DeliveryReceipt receipt) {
        return Optional.ofNullable(requests.get(receipt.getDeliveryId())).map(request -> document(request, receipt));
    }

    private static PageDocument document(DeliveryRequest request, DeliveryReceipt receipt) {
        Receipt.State state = state(receipt);
        return PageDocument.newBuilder()
                .setTimestamp(request.getIssuedAt())
                .setPageStepId(request.getDeliveryId())
                // Of one instant the later state is the greater.
                .setRevision(receipt.getAt().toEpochMilli()
                        + EnumSet.range(Receipt.State.QUEUED, state).size())
                .setKind("step")
                .setPageId(request.getPageId())
                .setDedupKey(request.getDedupKey())
                .setEpisode(1)
                .setAlertKind(request.getAlertKind())
                .setSeverity(request.getSeverity())
                .setEmergency(request.getEmergency())
                .setLevel(request.getLevel())
                .setOfficerId(request.getRecipient())
                .setRole(request.getRole())
                .setChannel(receipt.getContact())
                .setPurpose(request.getPurpose().name().toLowerCase(Locale.ROOT))
                .setState(state.word())
                .setDueAt(request.getDueAt())
                .setRule(request.getRuleId())
                .setPolicyVersion(request.getPolicyVersion())
                .setRosterVersion(request.getRosterVersion())
                .setDigest(request.getDigest())
                .setReason(request.getWhyEn())
                .setReasonZh(request.getWhyZh())
                .setText(request.getTextEn())
                .setTextZh(request.getTextZh())
                .setDetail(receipt.getDetail())
                .build();
    }

    /** One way that failed is not the end. */
    private static Receipt.State state(DeliveryReceipt receipt) {
        Receipt.State state = Receipt.State.valueOf(receipt.getState().name());
        boolean goesOn = state == Receipt.State.FAILED && !receipt.getLast();
        return goesOn ? Receipt.State.QUEUED : state;
    }
}

package org.govbrain.engine.avro;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.FeedDocument;
import org.govbrain.schemas.document.HotspotDocument;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record of a document topic or of the receipts to what the paging job hears. Nothing is ever thrown. A document that
 * cannot be read is left to the index job, which keeps it as a dead letter; a receipt has no other reader and becomes one here.
 * Belongs to one thread.
 */
public final class PageInputDecoder {
    /** Group of alerts that are about no community. */
    public static final String CITY = "city";

    private final RecordDecoder decoder = new RecordDecoder();

    /** One record; empty for a document that cannot be read. */
    public Optional<PageInput> decode(
            String topic, int partition, long offset, long appendedMs, byte @Nullable [] value) {
        String detail;
        try {
            if (value != null) {
                Optional<PageInput> input = input(decoder.decode(value));
                if (input.isPresent()) {
                    return input;
                }
            }
            detail = value == null ? "a record without a value" : "a record of another topic";
        } catch (UndecodableException | RuntimeException e) {
            detail = String.valueOf(e.getMessage());
        }
        if (!topic.equals(Topics.RECEIPTS.name())) {
            return Optional.empty();
        }
        return Optional.of(PageInput.of(new DeadLetter(
                topic,
                partition,
                offset,
                Rejection.UNDECODABLE,
                detail,
                null,
                Instant.ofEpochMilli(appendedMs),
                DeadLetter.base64(value == null ? new byte[0] : value))));
    }

    private static Optional<PageInput> input(SpecificRecordBase document) {
        if (document instanceof BreachDocument breach) {
            return Optional.of(alert(breach.getCommunityId(), AlertMapper.toAlert(breach)));
        }
        if (document instanceof HotspotDocument hotspot) {
            List<String> communities = hotspot.getCommunityIds();
            return Optional.of(
                    PageInput.of(communities.isEmpty() ? List.of(CITY) : communities, AlertMapper.toAlert(hotspot)));
        }
        if (document instanceof FeedDocument feed) {
            return Optional.of(alert(null, AlertMapper.toAlert(feed)));
        }
        if (document instanceof DeliveryReceipt receipt) {
            return Optional.of(PageInput.of(new Receipt(
                    receipt.getDeliveryId(),
                    receipt.getPageId(),
                    receipt.getAt(),
                    receipt.getContact(),
                    Receipt.State.valueOf(receipt.getState().name()),
                    receipt.getLast(),
                    receipt.getDetail())));
        }
        return Optional.empty();
    }

    private static PageInput alert(@Nullable String community, Alert alert) {
        return PageInput.of(List.of(community == null ? CITY : community), alert);
    }
}

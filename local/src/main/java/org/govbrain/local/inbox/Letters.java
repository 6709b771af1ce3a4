package org.govbrain.local.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.govbrain.schemas.document.GridDocument;
import org.govbrain.schemas.document.PageDocument;
import org.govbrain.schemas.input.AckEvent;
import org.jspecify.annotations.Nullable;

/** The newest messages with what became of them, folded from the topics; the same from any order of records. */
public final class Letters {
    /** A link lives for a day, and a burst brings 1,000 messages in a minute; with its receipts and page one takes some 6 kB, by estimate. */
    private static final int MOST = 20_000;

    private static final int ANSWERS_EACH = 5;

    /**
     * A message.
     *
     * @param receipt the newest receipt of its delivery, null before the worker has seen it
     * @param read when the person opened it, null when nobody did
     * @param page the page as it stands, null when it is not known
     */
    public record Letter(
            DeliveryRequest request,
            @Nullable DeliveryReceipt receipt,
            @Nullable Instant read,
            @Nullable PageDocument page) {
        /** Whether the channel has it. */
        public boolean arrived() {
            return receipt != null
                    && (receipt.getState() == DeliveryState.SENT || receipt.getState() == DeliveryState.DELIVERED);
        }

        /** Whether the person has opened it. */
        public boolean isRead() {
            return read != null;
        }

        /** Whether the page has ended, so that no answer changes anything. */
        public boolean isOver() {
            return page != null && page.getEndedAt() != null;
        }
    }

    private final Newest<DeliveryRequest> requests;
    private final Newest<DeliveryReceipt> receipts;
    private final Newest<Instant> reads;
    private final Newest<Map<String, PageDocument>> pages;
    private final Newest<Boolean> answers;
    private final Map<String, String> boundaries = new HashMap<>();

    /** None yet, and so many at most that memory is bounded. */
    public Letters() {
        this(MOST);
    }

    /** @param most messages that are kept; the oldest go */
    Letters(int most) {
        requests = new Newest<>(most);
        receipts = new Newest<>(most);
        reads = new Newest<>(most);
        pages = new Newest<>(most);
        answers = new Newest<>(most * ANSWERS_EACH);
    }

    /** A record of one of the topics. */
    public synchronized void add(SpecificRecordBase record) {
        if (record instanceof DeliveryRequest request) {
            requests.merge(request.getDeliveryId(), ms(request.getIssuedAt()), request, (a, b) -> b);
        } else if (record instanceof DeliveryReceipt receipt && receipt.getState() == DeliveryState.READ) {
            reads.merge(receipt.getDeliveryId(), ms(receipt.getAt()), receipt.getAt(), (a, b) -> a.isBefore(b) ? a : b);
        } else if (record instanceof DeliveryReceipt receipt) {
            receipts.merge(
                    receipt.getDeliveryId(),
                    ms(receipt.getAt()),
                    receipt,
                    (a, b) -> b.getAt().isBefore(a.getAt()) ? a : b);
        } else if (record instanceof PageDocument page) {
            Map<String, PageDocument> steps = new TreeMap<>(Map.of(page.getPageStepId(), page));
            pages.merge(page.getPageId(), ms(page.getTimestamp()), steps, Letters::both);
        } else if (record instanceof GridDocument grid && grid.getBoundary() != null) {
            boundaries.put(grid.getGridId(), grid.getBoundary());
        } else if (record instanceof AckEvent ack) {
            answers.merge(ack.getEventId(), ms(ack.getOccurredAt()), true, (a, b) -> true);
        }
    }

    private static Map<String, PageDocument> both(Map<String, PageDocument> a, Map<String, PageDocument> b) {
        b.forEach((id, step) -> a.merge(id, step, (x, y) -> y.getRevision() < x.getRevision() ? x : y));
        return a;
    }

    private static long ms(Instant at) {
        return at.toEpochMilli();
    }

    /** All that arrived, the newest first. */
    public synchronized List<Letter> newest() {
        List<Letter> all = new ArrayList<>();
        requests.values().forEach(request -> all.add(letter(request)));
        all.removeIf(letter -> !letter.arrived());
        all.sort(Comparator.<Letter, Instant>comparing(letter -> letter.receipt() == null
                        ? letter.request().getIssuedAt()
                        : letter.receipt().getAt())
                .reversed()
                .thenComparing(letter -> letter.request().getDeliveryId()));
        return all;
    }

    /** One message. */
    public synchronized Optional<Letter> find(String deliveryId) {
        return Optional.ofNullable(requests.find(deliveryId)).map(this::letter);
    }

    /** Steps of a page in the order of time. */
    public synchronized List<PageDocument> steps(String pageId) {
        List<PageDocument> steps = new ArrayList<>(page(pageId).values());
        steps.removeIf(step -> step.getPageStepId().equals(pageId));
        steps.sort(Comparator.comparing(PageDocument::getTimestamp));
        return steps;
    }

    /** GeoJSON of a grid's outline. */
    public synchronized Optional<String> boundary(@Nullable String gridId) {
        return gridId == null ? Optional.empty() : Optional.ofNullable(boundaries.get(gridId));
    }

    /** Whether an answer was given already. */
    public synchronized boolean hasAnswer(String eventId) {
        return answers.find(eventId) != null;
    }

    private Letter letter(DeliveryRequest request) {
        String pageId = request.getPageId();
        return new Letter(
                request,
                receipts.find(request.getDeliveryId()),
                reads.find(request.getDeliveryId()),
                page(pageId).get(pageId));
    }

    private Map<String, PageDocument> page(String pageId) {
        Map<String, PageDocument> steps = pages.find(pageId);
        return steps == null ? new TreeMap<>() : steps;
    }
}

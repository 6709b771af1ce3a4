package org.govbrain.local.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final int MOST = 2_000;
    private static final int MOST_PAGES = 20_000;
    /** A link lives for a day; what is older is refused by its expiry. */
    private static final int MOST_ANSWERS = 100_000;

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

    private final Map<String, DeliveryRequest> requests = bounded(MOST);
    private final Map<String, DeliveryReceipt> receipts = bounded(MOST);
    private final Map<String, Instant> reads = bounded(MOST);
    private final Map<String, TreeMap<String, PageDocument>> pages = bounded(MOST_PAGES);
    private final Map<String, String> boundaries = new HashMap<>();
    private final Map<String, Boolean> answers = bounded(MOST_ANSWERS);

    /** A record of one of the topics. */
    public synchronized void add(SpecificRecordBase record) {
        if (record instanceof DeliveryRequest request) {
            requests.put(request.getDeliveryId(), request);
        } else if (record instanceof DeliveryReceipt receipt && receipt.getState() == DeliveryState.READ) {
            reads.merge(receipt.getDeliveryId(), receipt.getAt(), (a, b) -> a.isBefore(b) ? a : b);
        } else if (record instanceof DeliveryReceipt receipt) {
            receipts.merge(receipt.getDeliveryId(), receipt, (a, b) -> b.getAt().isBefore(a.getAt()) ? a : b);
        } else if (record instanceof PageDocument page) {
            pages.computeIfAbsent(page.getPageId(), id -> new TreeMap<>())
                    .merge(page.getPageStepId(), page, (a, b) -> b.getRevision() < a.getRevision() ? a : b);
        } else if (record instanceof GridDocument grid && grid.getBoundary() != null) {
            boundaries.put(grid.getGridId(), grid.getBoundary());
        } else if (record instanceof AckEvent ack) {
            answers.put(ack.getEventId(), true);
        }
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
        return Optional.ofNullable(requests.get(deliveryId)).map(this::letter);
    }

    /** Steps of a page in the order of time. */
    public synchronized List<PageDocument> steps(String pageId) {
        List<PageDocument> steps =
                new ArrayList<>(pages.getOrDefault(pageId, new TreeMap<>()).values());
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
        return answers.containsKey(eventId);
    }

    private Letter letter(DeliveryRequest request) {
        String pageId = request.getPageId();
        return new Letter(
                request,
                receipts.get(request.getDeliveryId()),
                reads.get(request.getDeliveryId()),
                pages.getOrDefault(pageId, new TreeMap<>()).get(pageId));
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}

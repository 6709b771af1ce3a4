package org.govbrain.scenarios.paging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Decision;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.GroupState;
import org.govbrain.domain.alert.PageId;
import org.govbrain.domain.alert.PageRecord;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.alert.PagingMachine;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.domain.alert.SkipReason;

/** Groups of pages on a clock that the script moves. */
final class PagingTheatre {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final Map<String, GroupState> groups = new TreeMap<>();
    private final Map<String, Long> nextAt = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, String> pageIds = new HashMap<>();
    private final Map<String, Delivery> lastTo = new HashMap<>();
    private final List<Delivery> all = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private List<String> told = new ArrayList<>();
    private List<String> lines = new ArrayList<>();
    private PagingBook book;
    private Instant now = Instant.EPOCH;

    PagingTheatre(PagingBook book) {
        this.book = book;
    }

    void changeTo(PagingBook newBook) {
        book = newBook;
    }

    /** Lets time pass. While the job is down nobody looks, and at the end it is up again. */
    void passTo(Instant at, boolean down) {
        while (!down) {
            var due = nextAt.entrySet().stream()
                    .filter(entry -> entry.getValue() <= at.toEpochMilli())
                    .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
            if (due.isEmpty()) {
                break;
            }
            now = Instant.ofEpochMilli(Math.max(now.toEpochMilli(), due.get().getValue()));
            decide(due.get().getKey());
        }
        now = at;
        if (down) {
            List.copyOf(groups.keySet()).forEach(this::decide);
        }
    }

    void hear(Alert alert) {
        String community = alert.scene().communityId();
        String group = community == null ? "city" : community;
        pageIds.putIfAbsent(alert.dedupKey(), PageId.of(group, alert.dedupKey(), 1));
        PagingMachine.hear(group, group(group), alert);
        decide(group);
    }

    void hear(Answer answer) {
        String group = PageId.group(answer.pageId());
        PagingMachine.hear(group(group), answer);
        decide(group);
    }

    void hear(Receipt receipt) {
        String group = PageId.group(receipt.pageId());
        PagingMachine.hear(group(group), receipt);
        decide(group);
    }

    private GroupState group(String key) {
        return groups.computeIfAbsent(key, unused -> new GroupState());
    }

    private void decide(String group) {
        Decision decision = PagingMachine.decide(group, group(group), book, now);
        nextAt.put(group, decision.nextAt());
        for (Delivery delivery : decision.deliveries()) {
            // Two groups may raise the same gap; delivery sends an id once.
            if (ids.add(delivery.deliveryId())) {
                lastTo.put(delivery.recipient(), delivery);
                all.add(delivery);
                told.add(SHOWN.format(delivery.issuedAt()) + " "
                        + delivery.purpose().word() + " " + delivery.level() + " " + delivery.recipient() + " "
                        + delivery.alert().dedupKey() + (delivery.digest() ? " digest" : ""));
            }
        }
        for (PageRecord line : decision.records()) {
            SkipReason skipped = line.skipReason();
            lines.add(line.kind().word() + " " + (skipped == null ? line.state() : skipped.word()) + " " + line.level()
                    + " "
                    + (line.officer() == null ? "-" : line.officer()) + " "
                    + (line.reason() == null ? "" : line.reason().en()));
            if (line.kind() == PageRecord.Kind.PAGE) {
                states.put(line.alert().dedupKey(), line.state());
                pageIds.put(line.alert().dedupKey(), line.pageId());
            }
        }
    }

    /** What was told since this was last asked: time, purpose, level, recipient, alert. */
    List<String> takeTold() {
        List<String> taken = told;
        told = new ArrayList<>();
        return taken;
    }

    /** Lines of the audit since this was last asked. */
    List<String> takeLines() {
        List<String> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    /** Each page that was ever shown and its state. */
    List<String> pages() {
        return states.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    List<Delivery> deliveries() {
        return all;
    }

    String pageOf(String dedupKey) {
        String page = pageIds.get(dedupKey);
        if (page == null) {
            throw new NoSuchElementException("no page about " + dedupKey);
        }
        return page;
    }

    String lastDeliveryTo(String recipient) {
        return last(recipient).deliveryId();
    }

    String pageOfLastDeliveryTo(String recipient) {
        return last(recipient).pageId();
    }

    private Delivery last(String recipient) {
        Delivery last = lastTo.get(recipient);
        if (last == null) {
            throw new NoSuchElementException("nothing was sent to " + recipient);
        }
        return last;
    }
}

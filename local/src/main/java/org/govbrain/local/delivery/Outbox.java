package org.govbrain.local.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.jspecify.annotations.Nullable;

/**
 * All messages that are not settled, and what is sent next: the most urgent first, an emergency always alone, the others
 * merged as soon as more wait than a channel takes. Time and chance are arguments; every change comes back as receipts, from
 * which {@link #recall} rebuilds what is known. Belongs to one thread.
 */
public final class Outbox {
    private static final Comparator<Waiting> URGENT_FIRST = Comparator.<Waiting>comparingInt(
                    item -> item.request.getPriority())
            .thenComparingLong(item -> item.acceptedAt);
    private static final Set<DeliveryPurpose> OVER = Set.of(DeliveryPurpose.RESOLVED, DeliveryPurpose.WITHDRAWN);
    private static final long DIGEST_WAIT_MS = 3_000;
    private static final long FIRST_RETRY_MS = 1_000;
    private static final long LONGEST_RETRY_MS = 60_000;
    private static final int MOST_ATTEMPTS = 6;
    private static final int MOST_ATTEMPTS_OF_EMERGENCY = 3;
    private static final long GIVE_UP_MS = 15 * 60_000;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Memory memory = new Memory();
    private final ToIntFunction<DeliveryRequest> bytes;
    private final DoubleSupplier chance;

    /**
     * An empty one.
     *
     * @param channels what each channel takes, by name
     * @param bytes length of a message within a digest
     * @param chance from 0 to 1, for the spread of retries
     */
    public Outbox(Map<String, Limits> channels, ToIntFunction<DeliveryRequest> bytes, DoubleSupplier chance) {
        channels.forEach((name, limits) -> lanes.put(name, new Lane(limits)));
        this.bytes = bytes;
        this.chance = chance;
    }

    /** A receipt of an earlier run. */
    public void recall(DeliveryReceipt receipt) {
        memory.add(receipt);
    }

    /** A message to carry; one that is known already changes nothing. */
    public List<DeliveryReceipt> accept(DeliveryRequest request, long now) {
        String id = request.getDeliveryId();
        List<DeliveryReceipt> receipts = new ArrayList<>();
        if (waiting.containsKey(id) || memory.isSettled(id, now)) {
            return receipts;
        }
        boolean anySent = false;
        for (String earlier : request.getSupersedes()) {
            Waiting queued = waiting.get(earlier);
            // Of what is not known the receipts are too old: one hears of an end rather once too often.
            anySent |= memory.wasSent(earlier, now)
                    || !memory.isKnown(earlier, now)
                    || (queued != null && (queued.inFlight || queued.attempts > 0));
            if (queued != null && !queued.inFlight) {
                settle(receipts, queued, DeliveryState.DROPPED, null, "superseded by " + id, now);
            }
        }
        Waiting item = new Waiting(request, now, request.getDigest() ? now + DIGEST_WAIT_MS : now);
        if (OVER.contains(request.getPurpose()) && !anySent) {
            settle(receipts, item, DeliveryState.DROPPED, null, "nothing to take back: none had been sent", now);
            return receipts;
        }
        while (item.hasNextContact() && memory.hasFailed(id, item.contactMethod())) {
            item.contact++;
        }
        if (!memory.isKnown(id, now)) {
            receipts.add(remembered(receipt(request, DeliveryState.QUEUED, null, false, null, now)));
        }
        waiting.put(id, item);
        if (request.getContacts().isEmpty()) {
            settle(receipts, item, DeliveryState.FAILED, null, "no contact method", now);
        }
        return receipts;
    }

    /** What to send now; each must come back by {@link #finish}. Receipts of what had to go another way are added. */
    public List<Parcel> due(long now, List<DeliveryReceipt> receipts) {
        reroute(now, receipts);
        List<Parcel> parcels = new ArrayList<>();
        lanes.forEach((name, lane) -> {
            List<Waiting> ready = waiting.values().stream()
                    .filter(item -> !item.inFlight
                            && item.notBefore <= now
                            && item.channel().equals(name))
                    .sorted(URGENT_FIRST)
                    .toList();
            if (!ready.isEmpty() && !lane.isPaused(now)) {
                fill(name, lane, ready, now, parcels);
            }
        });
        return parcels;
    }

    /** What became of a parcel. */
    public List<DeliveryReceipt> finish(Parcel parcel, SendResult result, long now) {
        List<DeliveryReceipt> receipts = new ArrayList<>();
        Lane lane = lanes.get(parcel.channel());
        if (lane == null) {
            throw new IllegalArgumentException("no channel " + parcel.channel());
        }
        if (result.arrived()) {
            lane.arrived();
        } else {
            lane.failed(now, result);
        }
        for (DeliveryRequest request : parcel.requests()) {
            Waiting item = waiting.get(request.getDeliveryId());
            if (item == null) {
                continue;
            }
            item.inFlight = false;
            item.attempts++;
            if (result.arrived()) {
                boolean delivered = result.outcome() == SendResult.Outcome.DELIVERED;
                settle(
                        receipts,
                        item,
                        delivered ? DeliveryState.DELIVERED : DeliveryState.SENT,
                        item.contactMethod(),
                        null,
                        now);
            } else if (result.outcome() == SendResult.Outcome.TRY_AGAIN && item.attempts < mostAttempts(item)) {
                item.notBefore = now + backOff(item.attempts);
            } else {
                tryNextContact(receipts, item, result.detail(), now);
            }
        }
        return receipts;
    }

    /** Whether a message is not settled yet. */
    public boolean isOpen(String deliveryId) {
        return waiting.containsKey(deliveryId);
    }

    /** How many are not settled. */
    public int size() {
        return waiting.size();
    }

    private void reroute(long now, List<DeliveryReceipt> receipts) {
        for (Waiting item : List.copyOf(waiting.values())) {
            if (item.inFlight) {
                continue;
            }
            Lane lane = lanes.get(item.channel());
            if (lane == null) {
                tryNextContact(receipts, item, "there is no channel " + item.channel() + " in channels.yaml", now);
            } else if (lane.isPaused(now) && item.hasNextContact()) {
                tryNextContact(receipts, item, "the channel does not answer or is throttled", now);
            } else if (now - item.acceptedAt > GIVE_UP_MS) {
                tryNextContact(receipts, item, "not sent within 15 minutes", now);
            }
        }
    }

    private void fill(String name, Lane lane, List<Waiting> ready, long now, List<Parcel> parcels) {
        List<Waiting> rest = new ArrayList<>();
        for (Waiting item : ready) {
            if (!item.request.getEmergency()) {
                rest.add(item);
            } else if (lane.takesEmergency(now)) {
                lane.took(now, true);
                parcels.add(parcel(name, List.of(item)));
            }
        }
        for (int room = lane.room(now); room > 0 && !rest.isEmpty(); room = lane.room(now)) {
            List<Waiting> group = group(lane.limits(), rest, room);
            rest.removeAll(group);
            lane.took(now, false);
            parcels.add(parcel(name, group));
        }
    }

    /** The next message and what goes with it. With one place left and much waiting, all of it: the text counts what it can't list. */
    private List<Waiting> group(Limits limits, List<Waiting> rest, int room) {
        Waiting first = rest.get(0);
        if (!limits.merges()) {
            return List.of(first);
        }
        boolean overflow = limits.perMinute() > 0 && rest.size() > room;
        if (overflow && room == 1) {
            return List.copyOf(rest);
        }
        List<Waiting> group = new ArrayList<>();
        int length = 0;
        for (Waiting item : rest) {
            int more = bytes.applyAsInt(item.request);
            if (item == first || ((overflow || first.goesWith(item)) && length + more <= limits.mostBytes())) {
                group.add(item);
                length += more;
            }
        }
        return group;
    }

    private static Parcel parcel(String channel, List<Waiting> group) {
        group.forEach(item -> item.inFlight = true);
        return new Parcel(
                channel,
                group.stream()
                        .map(Waiting::address)
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList(),
                group.stream().map(item -> item.request).toList());
    }

    private void tryNextContact(List<DeliveryReceipt> receipts, Waiting item, String detail, long now) {
        if (!item.hasNextContact()) {
            settle(receipts, item, DeliveryState.FAILED, item.contactMethod(), detail, now);
            return;
        }
        receipts.add(remembered(receipt(item.request, DeliveryState.FAILED, item.contactMethod(), false, detail, now)));
        item.contact++;
        item.attempts = 0;
        item.notBefore = now;
    }

    private void settle(
            List<DeliveryReceipt> receipts,
            Waiting item,
            DeliveryState state,
            @Nullable String contact,
            @Nullable String detail,
            long now) {
        waiting.remove(item.request.getDeliveryId());
        receipts.add(remembered(receipt(item.request, state, contact, state == DeliveryState.FAILED, detail, now)));
    }

    private DeliveryReceipt remembered(DeliveryReceipt receipt) {
        memory.add(receipt);
        return receipt;
    }

    private static int mostAttempts(Waiting item) {
        return item.request.getEmergency() && item.hasNextContact() ? MOST_ATTEMPTS_OF_EMERGENCY : MOST_ATTEMPTS;
    }

    /** Twice as long each time, and of that between a half and all: many that failed together don't come back together. */
    private long backOff(int attempts) {
        long longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS << (attempts - 1));
        return Math.round(longest * (0.5 + chance.getAsDouble() / 2));
    }

    static DeliveryReceipt receipt(
            DeliveryRequest request,
            DeliveryState state,
            @Nullable String contact,
            boolean last,
            @Nullable String detail,
            long now) {
        return DeliveryReceipt.newBuilder()
                .setDeliveryId(request.getDeliveryId())
                .setPageId(request.getPageId())
                .setAt(Instant.ofEpochMilli(now))
                .setContact(contact)
                .setState(state)
                .setLast(last)
                .setDetail(detail)
                .build();
    }
}
